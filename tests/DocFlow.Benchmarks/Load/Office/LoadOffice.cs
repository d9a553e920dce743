using System.Text.Json;
using DocFlow.Host.Agency;
using DocFlow.Platform.Messaging;

namespace DocFlow.Benchmarks.Load.Office;

/// <summary>One person of the office under load.</summary>
internal sealed record Member(string UserName, string Password, string? Pin);

/// <summary>A unit and its head.</summary>
internal sealed record LoadUnit(Guid Id, string Name, Member Head);

/// <summary>The office under load, with what everyone in it and every recipient knows by heart.</summary>
internal sealed record LoadOffice
{
    /// <summary>Its code on the exchange.</summary>
    public const string Code = "G99.01";

    public required IReadOnlyList<Member> Clerks { get; init; }

    public required IReadOnlyList<LoadUnit> Units { get; init; }

    /// <summary>The deputies approve and direct.</summary>
    public required IReadOnlyList<Member> Deputies { get; init; }

    /// <summary>The leaders sign.</summary>
    public required IReadOnlyList<Member> Leaders { get; init; }

    public required string SealPin { get; init; }

    public required IReadOnlyList<AgencyEnrolment> Agencies { get; init; }

    /// <summary>The anchor and the revocation list that the recipients go by.</summary>
    public required byte[] Authority { get; init; }

    public required byte[] RevocationList { get; init; }

    /// <summary>How many runs there were before: the papers of each have names of their own.</summary>
    public int Runs { get; init; }

    /// <summary>The unit that has the lead for a paper.</summary>
    public LoadUnit UnitOf(int paper) => Units[paper % Units.Count];

    /// <summary>The unit that is asked for its opinion, about every fourth paper.</summary>
    public LoadUnit? HelperOf(int paper) => paper % 4 == 3 ? Units[(paper + 1) % Units.Count] : null;

    public static LoadOffice? Load(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<LoadOffice>(File.ReadAllBytes(file), MessageJson.Options) : null;

    public void Keep(string file)
    {
        AgencyStore.Write(file, JsonSerializer.SerializeToUtf8Bytes(this, MessageJson.Options));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
