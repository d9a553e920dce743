using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;

namespace DocFlow.Benchmarks;

/// <summary>A three-page letter at each stage of its way, padded to a size, with RSA-2048 keys of a local authority.</summary>
public sealed class SignedLetter : IDisposable
{
    /// <summary>More bytes than one signature with its picture adds.</summary>
    public const int LargestUpdate = 50_000;

    private const KeyKind Kind = KeyKind.Rsa2048;
    private const string Paragraph = "Để bảo đảm gửi, nhận văn bản điện tử thông suốt, đề nghị các cơ quan rà soát phần mềm.";
    private static readonly IssueMarks Marks = new(15, "VPCP-TTĐT", "Hà Nội", new DateOnly(2026, 2, 5));
    private readonly string _folder = Directory.CreateTempSubdirectory("docflow-bench-").FullName;
    private readonly LocalAuthority _authority;

    public SignedLetter(int size)
    {
        _authority = LocalAuthority.Open(_folder, TimeProvider.System);
        Certificate = _authority.Issue(CertificateSubject.Person("Nguyễn Thị Ánh", "Văn phòng", "Lãnh đạo", "Phó Chủ nhiệm"), Kind);
        Leader = Key(Certificate);
        Seal = Key(CertificateSubject.Seal("Văn phòng"));
        Letter = Padded(Made(output => LetterComposer.Write(Text(), output)), size);
        Laid = Made(Lay);
    }

    /// <summary>The leader's, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    public IKeyHolder Leader { get; }

    public IKeyHolder Seal { get; }

    public byte[] Letter { get; }

    public byte[] Laid { get; }

    public byte[] Signed => field ??= Made(output => Sign(Laid, "Signer1", Picture(1), Leader, output));

    public byte[] Filled => field ??= Made(output => FieldFiller.Fill(new MemoryStream(Signed), Marks, output));

    public byte[] Sealed => field ??= Made(output => Sign(Filled, Decree30Layout.Seal, SamplePictures.Seal(), Seal, output));

    public LocalAuthority Authority => _authority;

    public TrustPolicy Policy => field ??= NewPolicy();

    public TrustPolicy NewPolicy() => TrustPolicy.Of([_authority.Root], [File.ReadAllBytes(_authority.CrlFile)], TimeProvider.System);

    /// <summary>Writes every stage to a folder, to be looked at.</summary>
    public static int WriteStages(string folder)
    {
        using var letter = new SignedLetter(0);
        Directory.CreateDirectory(folder);
        byte[][] stages = [letter.Letter, letter.Laid, letter.Signed, letter.Filled, letter.Sealed];
        for (var stage = 0; stage < stages.Length; stage++)
            File.WriteAllBytes(Path.Combine(folder, $"{stage + 1}.pdf"), stages[stage]);
        File.Copy(letter.Authority.RootFile, Path.Combine(folder, "ca.pem"), overwrite: true);
        File.Copy(letter.Authority.CrlFile, Path.Combine(folder, "ca.crl"), overwrite: true);
        return 0;
    }

    /// <summary>One visible signature.</summary>
    public static SigningOutcome<PreparedSignature> Sign(byte[] pdf, string field, byte[] picture, IKeyHolder key, Stream output) =>
        PdfSigner.Sign(
            new MemoryStream(pdf), new SignatureRequest(field, TimeProvider.System.GetLocalNow()) { Picture = picture }, key, output);

    public void Dispose()
    {
        Certificate.Dispose();
        Leader.Dispose();
        Seal.Dispose();
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public static byte[] Picture(int hand) => SamplePictures.Signature(hand);

    public static byte[] Made<T>(Func<Stream, SigningOutcome<T>> make)
    {
        var output = new MemoryStream();
        var outcome = make(output);
        return outcome.Refusal is null ? output.ToArray() : throw new InvalidOperationException(outcome.Refusal.En);
    }

    // with bytes that do not compress, as pictures in a PDF are
    private static byte[] Padded(byte[] pdf, int size)
    {
        var update = new PdfUpdate(PdfDocument.Open(new MemoryStream(pdf)));
        var filler = new byte[Math.Max(0, size - pdf.Length)];
        new Random(20260205).NextBytes(filler);
        update.Objects.AddStream(PdfDictionary.Empty, filler);
        var output = new MemoryStream();
        update.Finish().WriteTo(update.Document, output);
        return output.ToArray();
    }

    private SigningOutcome<FieldPlan> Lay(Stream output)
    {
        var plan = Decree30Layout.Plan(PdfDocument.Open(new MemoryStream(Letter)), new LayoutRequest([], ["Signer1"], PrintedMarks.Blanks));
        return FieldLayer.Lay(new MemoryStream(Letter), plan, output);
    }

    public IKeyHolder Key(CertificateSubject subject) => Key(_authority.Issue(subject, Kind));

    private IKeyHolder Key(X509Certificate2 certificate) =>
        Pkcs12Key.Open(Pkcs12.Create(certificate, [_authority.Root], "123456"), "123456").Key!;

    private static Letter Text() => new()
    {
        Agency = "VĂN PHÒNG CHÍNH PHỦ",
        Notation = "VPCP-TTĐT",
        Place = "Hà Nội",
        Year = 2026,
        Subject = "V/v kết nối, liên thông phần mềm quản lý văn bản",
        Addressees = ["Các bộ, cơ quan ngang bộ"],
        Paragraphs = [.. Enumerable.Repeat(Paragraph, 24)],
        Signers = [new SignerBlock(["KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"], "Nguyễn Thị Ánh")],
        Recipients = ["- Như trên;", "- Lưu: VT, TTĐT (2)."],
    };
}
