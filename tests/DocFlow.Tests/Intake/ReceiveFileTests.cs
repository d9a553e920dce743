using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Intake.Screening;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Intake;

public sealed class ReceiveFileTests
{
    private const string Files = "select count(*) from intake_file";
    private IntakeOffice _office = null!;

    [SetUp]
    public void Open()
    {
        _office = new IntakeOffice();
        _office.House.Clock.Now = TimeProvider.System.GetUtcNow();
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_received_file_waits_under_its_hash_with_its_report()
    {
        var answer = (await _office.Receive(TinyPdf.Classic(), "Tờ trình.pdf")).Answer;

        Assert.That((answer.State, answer.Report.Pages, answer.Name), Is.EqualTo((FileState.Ready, 1, "Tờ trình.pdf")));
        Assert.That(Path.GetFileName(_office.StoredFiles().Single()), Is.EqualTo(answer.Sha256));
        Assert.That(await _office.One<string>("select act from trail_entry where subject_id = @FileId", answer), Is.EqualTo("received"));
    }

    [Test]
    public async Task The_same_upload_sent_again_is_one_file()
    {
        var key = IntakeOffice.Key("upload");

        var first = await _office.Receive(TinyPdf.Classic(), key: key);
        var again = await _office.Receive(TinyPdf.Classic(), key: key);

        Assert.That(again.Answer.FileId, Is.EqualTo(first.Answer.FileId));
        Assert.That(await _office.One<long>(Files), Is.EqualTo(1));
    }

    [TestCase("not a pdf", "file.not-pdf")]
    [TestCase("truncated", "file.damaged")]
    [TestCase("encrypted", "file.encrypted")]
    [TestCase("hidden script", "file.active-content")]
    [TestCase("launch", "file.active-content")]
    [TestCase("too large", "file.too-large")]
    public async Task What_may_not_come_in_is_refused_and_leaves_nothing(string what, string code)
    {
        var outcome = await _office.Receive(Bad(what));

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(code));
        Assert.That(_office.StoredFiles(), Is.Empty);
        Assert.That(await _office.One<long>(Files), Is.Zero);
    }

    [Test]
    public async Task A_file_with_a_secrecy_mark_is_held()
    {
        var answer = (await _office.Receive(Marked("TUYET MAT"))).Answer;

        Assert.That((answer.State, answer.Report.SecrecyMark), Is.EqualTo((FileState.Held, "TUYỆT MẬT")));
    }

    [Test]
    public async Task A_held_file_is_not_registered_before_the_decision()
    {
        var held = (await _office.Receive(Marked("MAT"))).Answer;

        var outcome = await _office.Register(IntakeOffice.Letter("1", held.FileId));

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("file.held"));
    }

    [Test]
    public async Task A_signature_in_the_file_is_judged_on_arrival()
    {
        var answer = (await _office.Receive(HandSigned.Certified())).Answer;

        var signature = answer.Report.Signatures.Single();
        Assert.That((signature.Indication, answer.State), Is.EqualTo(("INDETERMINATE", FileState.Ready)));
    }

    [Test]
    public async Task A_broken_signature_is_held()
    {
        var broken = HandSigned.Certified();
        var at = broken.AsSpan().IndexOf("Pay 100"u8);
        broken[at + 4] = (byte)'9';

        var answer = (await _office.Receive(broken)).Answer;

        Assert.That(answer.Report.Holds, Is.EqualTo(new[] { Hold.BrokenSignature }));
    }

    [Test]
    public async Task A_draft_that_is_already_signed_is_refused_with_a_sentence()
    {
        var signed = (await _office.Receive(HandSigned.Certified())).Answer;
        var letter = IntakeOffice.Letter("1", signed.FileId) with { Draft = await _office.Draft() };

        var outcome = await _office.Register(letter with { Files = [new(signed.FileId, FilePurpose.Draft)] });

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("draft.signed"));
        Assert.That(await _office.One<long>("select count(*) from intake_document"), Is.Zero);
    }

    [Test]
    public async Task A_file_that_is_registered_already_is_received_with_its_earlier_number()
    {
        await _office.Register(IntakeOffice.Letter("1", (await _office.Receive(TinyPdf.Classic())).Answer.FileId));

        var again = (await _office.Receive(TinyPdf.Classic())).Answer;

        Assert.That(again.Report.SeenBefore.Single().ArrivalNumber, Is.EqualTo(1));
    }

    private static byte[] Bad(string what) => what switch
    {
        "not a pdf" => "PK\u0003\u0004 this is a letter in another format"u8.ToArray(),
        "truncated" => HandSigned.Letter()[..900],
        "encrypted" => TinyPdf.Classic("", [], "/Encrypt << /Filter /Standard /V 1 /R 2 /O () /U () /P -4 >>"),
        "hidden script" => Opening("<</#53/J#61vaScript/#4a#53(1)>>"),
        "launch" => Opening("<</S/Launch/F(cmd.exe)>>"),
        _ => [.. TinyPdf.Classic(), .. new byte[200_000]],
    };

    private static byte[] Opening(string action) =>
        PdfSurgery.Append(HandSigned.Letter(), (1, $"<</Type/Catalog/Pages 2 0 R/OpenAction{action}>>"));

    private static byte[] Marked(string mark) => TinyPdf.Classic(
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        PdfSurgery.Stream($"BT /F1 14 Tf 72 780 Td ({mark}) Tj ET"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>");
}
