using DocFlow.Signing;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;

namespace DocFlow.Tests.Signing;

/// <summary>A letter on each step of its way: drafted, laid, signed, filled, sealed.</summary>
internal static class SampleLetter
{
    private const string Sentence = "Đề nghị quý cơ quan chỉ đạo các đơn vị trực thuộc rà soát, nghiêm túc triển khai thực hiện.";
    public static readonly DateTimeOffset At = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(7));
    public static readonly IssueMarks Marks = new(15, "VPCP-TTĐT", "Hà Nội", new DateOnly(2026, 2, 5));
    private static readonly Lazy<IKeyHolder> Person = new(() => TestAuthority.Person("Nguyễn Duy Hưng"));
    private static readonly Lazy<IKeyHolder> Head = new(() => TestAuthority.Person("Trần Thị Mai"));
    private static readonly Lazy<IKeyHolder> Agency = new(() => TestAuthority.Seal());

    public static Letter Letter(int paragraphs, PrintedMarks printed = PrintedMarks.Blanks) => new()
    {
        Superior = "VĂN PHÒNG CHÍNH PHỦ",
        Agency = "TRUNG TÂM TIN HỌC",
        Notation = "VPCP-TTĐT",
        Place = "Hà Nội",
        Year = 2026,
        Subject = "gửi, nhận văn bản điện tử",
        Addressees = ["Ủy ban nhân dân thành phố Hà Nội", "Bộ Nội vụ"],
        Paragraphs = [.. Enumerable.Repeat(Sentence, paragraphs)],
        Signers = [new SignerBlock(["KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"], "Nguyễn Duy Hưng")],
        Recipients = ["Như trên", "Lưu: VT, TTĐT"],
        Printed = printed,
    };

    public static byte[] Draft(int paragraphs = 2, PrintedMarks printed = PrintedMarks.Blanks) =>
        Written(output => LetterComposer.Write(Letter(paragraphs, printed), output));

    public static byte[] Laid(byte[] draft, PrintedMarks printed = PrintedMarks.Blanks) =>
        Written(output => FieldLayer.Lay(Reading(draft), Plan(draft, printed), output));

    public static FieldPlan Plan(byte[] draft, PrintedMarks printed = PrintedMarks.Blanks) =>
        Decree30Layout.Plan(PdfDocument.Open(Reading(draft)), new LayoutRequest(["Initial1"], ["Signer1"], printed));

    public static byte[] Signed(byte[] pdf, string field, IKeyHolder? key = null) => Written(output => Sign(pdf, field, key, output));

    public static SigningOutcome<PreparedSignature> Sign(byte[] pdf, string field, IKeyHolder? key = null, Stream? output = null) =>
        PdfSigner.Sign(Reading(pdf), Request(field), key ?? KeyFor(field), output ?? Stream.Null);

    private static IKeyHolder KeyFor(string field) => (field switch { "Seal" => Agency, "Initial1" => Head, _ => Person }).Value;

    public static SignatureRequest Request(string field) => new(field, At)
    {
        Picture = field == "Seal" ? SamplePictures.Seal() : SamplePictures.Signature(field.Length),
    };

    public static byte[] Filled(byte[] pdf) => Written(output => FieldFiller.Fill(Reading(pdf), Marks, output));

    /// <summary>From a draft to the sealed letter.</summary>
    public static byte[] Issued(byte[] draft, PrintedMarks printed = PrintedMarks.Blanks) =>
        Signed(Filled(Signed(Signed(Laid(draft, printed), "Initial1"), "Signer1")), "Seal");

    public static MemoryStream Reading(byte[] pdf) => new(pdf, writable: false);

    private static byte[] Written<T>(Func<Stream, SigningOutcome<T>> act)
    {
        using var output = new MemoryStream();
        _ = act(output).Answer;
        return output.ToArray();
    }
}
