using System.Text.Json;
using DocFlow.Host.Agency;
using DocFlow.Platform.Messaging;

namespace DocFlow.Host.Demo;

/// <summary>What everyone of an enrolled office knows by heart (passwords, PINs, secrets): what a driver needs to play them all.</summary>
public sealed record EnrolledOffice
{
    /// <summary>The administrator's password.</summary>
    public required string AdministratorPassword { get; init; }

    /// <summary>Everyone else, by user name.</summary>
    public required IReadOnlyDictionary<string, Member> Members { get; init; }

    /// <summary>The seal's PIN.</summary>
    public required string SealPin { get; init; }

    /// <summary>The unit that drafts.</summary>
    public required Guid DraftingUnitId { get; init; }

    /// <summary>The recipients and their secrets.</summary>
    public required IReadOnlyList<AgencyEnrolment> Agencies { get; init; }

    /// <summary>One person.</summary>
    /// <param name="UserId">Their id.</param>
    /// <param name="Password">Their password.</param>
    /// <param name="Pin">The PIN of their key; null without a key.</param>
    public sealed record Member(Guid UserId, string Password, string? Pin);

    /// <summary>One person's knowledge.</summary>
    public Member this[DemoPerson person] => Members[person.UserName];

    /// <summary>Reads what <see cref="Keep"/> wrote, or null.</summary>
    public static EnrolledOffice? Load(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<EnrolledOffice>(File.ReadAllBytes(file), MessageJson.Options) : null;

    /// <summary>Keeps it for a later run on the same folder; readable by its owner only.</summary>
    public void Keep(string file)
    {
        AgencyStore.Write(file, JsonSerializer.SerializeToUtf8Bytes(this, MessageJson.Options));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
