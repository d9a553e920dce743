using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DocFlow.Signing;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;

namespace DocFlow.Benchmarks;

/// <summary>
/// Signs and verifies a file far larger than the memory it may take: one gigabyte of pictures, or a million objects. Run it as
/// <c>/usr/bin/time -v … large pictures DIR</c>: the peak is to stay under 150 MB.
/// </summary>
public static class LargeFile
{
    private const int Pages = 10;
    private const long PictureBytes = 1L << 30;
    private const int RemarksOfPage = 100_000;

    public static int Run(string kind, string folder)
    {
        Directory.CreateDirectory(folder);
        using var letter = new SignedLetter(0);
        var path = Path.Combine(folder, kind + ".pdf");
        Step($"make {kind}", () => Made(path, kind == "pictures" ? Pictures : Objects));
        Step("lay fields", () => Act(path, "laid", (input, output) =>
            FieldLayer.Lay(input, new LayoutRequest([], ["Signer1"], PrintedMarks.Nothing), output).Refusal));
        Step("sign", () => Act($"{path}.laid", "signed", (input, output) => Sign(input, "Signer1", letter.Leader, output)));
        Step("verify", () => Verified($"{path}.laid.signed", letter));
        Step("sign again", () => Act($"{path}.laid.signed", "sealed", (input, output) =>
            Sign(input, Decree30Layout.Seal, letter.Seal, output)));
        Step("verify both", () => Verified($"{path}.laid.signed.sealed", letter));
        return 0;
    }

    private static void Step(string name, Action act)
    {
        var clock = Stopwatch.StartNew();
        act();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-16} {clock.Elapsed.TotalSeconds,6:F1} s   peak so far {process.PeakWorkingSet64 >> 20,4} MB"));
    }

    private static void Act(string path, string ending, Func<Stream, Stream, SigningRefusal?> act)
    {
        using var input = File.OpenRead(path);
        using var output = File.Create($"{path}.{ending}");
        if (act(input, output) is { } refusal)
            throw new InvalidOperationException(refusal.En);
    }

    private static SigningRefusal? Sign(Stream input, string field, IKeyHolder key, Stream output)
    {
        var request = new SignatureRequest(field, TimeProvider.System.GetLocalNow()) { Picture = SamplePictures.Signature(1) };
        return PdfSigner.Sign(input, request, key, output).Refusal;
    }

    private static void Verified(string path, SignedLetter letter)
    {
        var policy = TrustPolicy.Of([letter.Authority.Root], [File.ReadAllBytes(letter.Authority.CrlFile)], TimeProvider.System);
        using var input = File.OpenRead(path);
        var report = PdfVerifier.Verify(input, policy);
        if (report.Verdict != Verdict.Passed)
            throw new InvalidOperationException($"{path}: {report.Verdict}");
    }

    private static void Made(string path, Action<LargeWriter> write)
    {
        using var output = File.Create(path);
        var file = new LargeWriter(output);
        file.Object("<< /Type /Catalog /Pages 2 0 R >>");
        var kids = string.Join(' ', Enumerable.Range(0, Pages).Select(page => $"{3 + page} 0 R"));
        file.Object($"<< /Type /Pages /Kids [{kids}] /Count {Pages} /MediaBox [0 0 595 842] >>");
        write(file);
        file.End();
    }

    private static void Pictures(LargeWriter file)
    {
        var row = new byte[3 << 20];
        new Random(20260205).NextBytes(row);
        var rows = PictureBytes / Pages / row.Length;
        for (var page = 0; page < Pages; page++)
            file.Object($"<< /Type /Page /Parent 2 0 R /Resources << /XObject << /P {3 + Pages + page} 0 R >> >> >>");
        for (var page = 0; page < Pages; page++)
            file.Stream($"/Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8 /Width {1 << 20} /Height {rows}", row, rows);
    }

    private static void Objects(LargeWriter file)
    {
        for (var page = 0; page < Pages; page++)
        {
            var numbers = Enumerable.Range(3 + Pages + page * RemarksOfPage, RemarksOfPage);
            var remarks = string.Join(' ', numbers.Select(number => $"{number} 0 R"));
            file.Object($"<< /Type /Page /Parent 2 0 R /Annots [{remarks}] >>");
        }

        for (var i = 0; i < Pages * RemarksOfPage; i++)
            file.Object($"<< /Type /Annot /Subtype /Text /Contents (remark {i}) /Rect [0 0 {i % 500} 20] >>");
    }

    /// <summary>Writes objects one after another and, at the end, their table.</summary>
    private sealed class LargeWriter
    {
        private readonly Stream _output;
        private readonly List<long> _offsets = [];

        public LargeWriter(Stream output)
        {
            _output = output;
            Write("%PDF-1.7\n");
        }

        public void Object(string body)
        {
            _offsets.Add(_output.Position);
            Write($"{_offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        public void Stream(string entries, byte[] part, long times)
        {
            _offsets.Add(_output.Position);
            Write($"{_offsets.Count} 0 obj\n<< {entries} /Length {part.Length * times} >>\nstream\n");
            for (var i = 0L; i < times; i++)
                _output.Write(part);
            Write("\nendstream\nendobj\n");
        }

        public void End()
        {
            var start = _output.Position;
            Write($"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n");
            foreach (var offset in _offsets)
                Write($"{offset:D10} 00000 n \n");
            var id = Convert.ToHexString(SHA256.HashData("large"u8)[..16]);
            Write($"trailer\n<< /Size {_offsets.Count + 1} /Root 1 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{start}\n%%EOF\n");
        }

        private void Write(string text) => _output.Write(Encoding.ASCII.GetBytes(text));
    }
}
