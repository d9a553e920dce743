using DocFlow.Signing.Appearance;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Inspection;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>Has a mutated file read by all who read its kind, and says what must not have happened.</summary>
internal static class Oracle
{
    private static readonly TrustPolicy Policy =
        TrustPolicy.Of([TestAuthority.Instance.Root], [TestAuthority.Crl], TimeProvider.System);

    /// <summary>What went wrong; null when all was as documented.</summary>
    public static string? Fault(FuzzSeed from, byte[] bytes)
    {
        try
        {
            return from.Kind switch
            {
                SeedKind.Pdf => Pdf(from, bytes),
                SeedKind.Cms => Cms(from, bytes),
                SeedKind.Stamp => Documented(() => TimeStampToken.Read(bytes)),
                SeedKind.StampReply => Documented(() => TimeStampReply.Read(bytes)),
                SeedKind.Ocsp => Documented(() => OcspAnswer.Read(bytes)),
                SeedKind.RevocationList => Documented(() => RevocationList.Read(bytes)),
                SeedKind.Png => Documented(() => PngDecoder.Read(bytes)),
                _ => Documented(() => Pkcs12Key.Open(bytes, "123456").Key?.Dispose()),
            };
        }
#pragma warning disable CA1031 // whatever comes out is what is looked for
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return fault.ToString();
        }
    }

    private static string? Pdf(FuzzSeed from, byte[] bytes)
    {
        var report = PdfVerifier.Verify(new MemoryStream(bytes, writable: false), Policy);
        PdfInspector.Inspect(new MemoryStream(bytes, writable: false), new InspectionLimits());
        Documented(() => PdfDocument.Repair(new MemoryStream(bytes, writable: false)).Pages.Count);
        if (from.SignedEnds.Count > 0)
            Documented(() => PdfSigner.Sign(new MemoryStream(bytes, writable: false),
                new SignatureRequest("Seal", Policy.At), Attacks.Pieces.Accomplice, Stream.Null));
        var same = bytes.AsSpan().CommonPrefixLength(from.Bytes);
        var intact = from.SignedEnds.Count(end => end <= same);
        return report.Verdict == Verdict.Passed && report.Signatures.Count > intact
            ? $"passes with {report.Signatures.Count} signatures, of which {intact} are as they were"
            : null;
    }

    // a signature that is not the one that was given must not be taken for it
    private static string? Cms(FuzzSeed from, byte[] bytes)
    {
        Documented(() => CmsReader.Read(bytes));
        var carrier = (byte[])FuzzSeeds.Carrier.Clone();
        if (bytes.AsSpan().SequenceEqual(from.Bytes) || bytes.Length > 4_000)
            return null;
        var at = carrier.AsSpan().LastIndexOf("/Contents<"u8) + 10;
        var end = at + carrier.AsSpan(at).IndexOf((byte)'>');
        PdfSurgery.Bytes(Convert.ToHexString(bytes).PadRight(end - at, '0')).CopyTo(carrier.AsSpan(at));
        return PdfVerifier.Verify(new MemoryStream(carrier, writable: false), Policy).Verdict == Verdict.Passed
            && !SignedParts.Of(bytes).SequenceEqual(SignedParts.Of(from.Bytes))
            ? "a changed CMS passes"
            : null;
    }

    private static string? Documented(Action read)
    {
        try
        {
            read();
        }
        catch (Exception fault) when (fault is PdfUnreadable or CmsMalformed)
        {
            return null;
        }

        return null;
    }

    private static string? Documented<T>(Func<T> read) => Documented(() => { read(); });
}
