using System.Text.Encodings.Web;
using System.Text.Json;
using DocFlow.Host.Agency;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Demo;

/// <summary>What a demonstration came to.</summary>
/// <param name="Verified">Every document arrived everywhere, and every signature passed everywhere.</param>
/// <param name="Seconds">How long it took altogether.</param>
/// <param name="Documents">One entry a document.</param>
public sealed record DemoReport(bool Verified, double Seconds, IReadOnlyList<DocumentReport> Documents)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report as JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}

/// <summary>One document of a demonstration.</summary>
public sealed record DocumentReport
{
    /// <summary>Its number in the register of incoming documents.</summary>
    public required int ArrivalNumber { get; init; }

    /// <summary>Number and notation as issued.</summary>
    public required string IssuedCode { get; init; }

    /// <summary>SHA-256 of the issued file.</summary>
    public required string FileSha256 { get; init; }

    /// <summary>The stages and their times.</summary>
    public required IReadOnlyList<StageDone> Stages { get; init; }

    /// <summary>The office's verdict on the issued file.</summary>
    public required string Verdict { get; init; }

    /// <summary>Each signature's verdict.</summary>
    public required IReadOnlyList<SignatureVerdict> Signatures { get; init; }

    /// <summary>Each recipient's own record.</summary>
    public required IReadOnlyList<RecipientReport> Recipients { get; init; }

    /// <summary>Whether all of it is as it should be.</summary>
    public bool Verified => Verdict == "passed" && Signatures.Count > 1 && Recipients.Count > 0
        && Recipients.All(recipient => recipient is { Verdict: "passed", LastStatus: "06" } && recipient.FileSha256 == FileSha256);
}

/// <summary>One signature of an issued document.</summary>
public sealed record SignatureVerdict(string Field, string Signer, string Indication, string Integrity, string Trust, string Changes)
{
    /// <summary>Of the verifier's report.</summary>
    public static SignatureVerdict Of(SignatureReport report) => new(
        report.Field,
        report.Signer ?? "",
        report.Indication.Standard(),
        report.IntegrityLine.English,
        report.TrustLine.English,
        report.ChangesLine.English);
}

/// <summary>What a recipient found, and answered last.</summary>
public sealed record RecipientReport(string Code, string Name, string FileSha256, string Verdict, string Reason, string LastStatus)
{
    /// <summary>Of the recipient's record and the last answer that the office has of it.</summary>
    public static RecipientReport Of(AgencyEnrolment agency, AgencyRecord record, string lastStatus) =>
        new(agency.Code, agency.Name, record.FileSha256, record.Verdict, record.Reason, lastStatus);
}
