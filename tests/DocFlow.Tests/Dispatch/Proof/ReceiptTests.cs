using System.Text;
using System.Text.Json;
using DocFlow.Dispatch.Proof;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Trail;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Proof;

public sealed class ReceiptTests
{
    private TestInstallation _office = null!;
    private NodeKey _key = null!;

    [SetUp]
    public void Open()
    {
        _office = new TestInstallation();
        _key = new NodeKey(new KeyFolder(_office.Options));
    }

    [TearDown]
    public void Close()
    {
        _key.Dispose();
        _office.Dispose();
    }

    [Test]
    public void It_says_who_has_what_since_when_in_the_office_s_time()
    {
        var statement = Receipts.Sign(_key).Statement;

        Assert.That(statement, Does.StartWith("{\"docFlowReceipt\":1,\"acceptedBy\":{\"code\":\"G22\",\"name\":\"Văn phòng Chính phủ\"},"));
        Assert.That(statement, Does.Contain("\"acceptedAt\":\"2026-02-02T10:04:05.678+07:00\""));
        Assert.That(Acceptance.Read(statement), Is.EqualTo(Receipts.Said));
    }

    [Test]
    public void Openssl_verifies_it_with_the_node_s_public_key()
    {
        var receipt = Receipts.Sign(_key);
        var (key, signature) = (Write("node.pem", Pem(receipt.Key)), Write("receipt.sig", Convert.FromBase64String(receipt.Signature)));

        var good = Verify(key, signature, Write("receipt.json", Encoding.UTF8.GetBytes(receipt.Statement)));
        var bad = Verify(key, signature, Write("other.json", Encoding.UTF8.GetBytes(receipt.Statement.Replace("1234", "1235"))));

        Assert.That(good, Does.Contain("Verified OK").And.EndWith("exit 0"));
        Assert.That(bad, Does.EndWith("exit 1"));
    }

    [Test]
    public void It_passes_only_with_a_pinned_key_that_made_it()
    {
        var receipt = Receipts.Sign(_key);

        Assert.That(Check(receipt, [_key.Public]), Is.EqualTo((Verdict.Passed, "receipt.passed")));
        Assert.That(Check(receipt, []), Is.EqualTo((Verdict.Undetermined, "receipt.key-unknown")));
        Assert.That(Check(receipt, ["MFkw"]), Is.EqualTo((Verdict.Failed, "receipt.key-other")));
    }

    [Test]
    public void Another_packet_s_receipt_fails()
    {
        var receipts = new[]
        {
            Receipts.Said with { Sha256 = new string('c', 64) },
            Receipts.Said with { Length = 1_235 },
            Receipts.Said with { ExchangeId = "H53,2026/02/02,02/VPCP-TTĐT" },
        };

        var codes = receipts.Select(said => Check(Receipts.Sign(_key, said), [_key.Public]));

        Assert.That(codes, Is.All.EqualTo((Verdict.Failed, "receipt.other-packet")));
    }

    [Test]
    public void A_flipped_byte_anywhere_fails()
    {
        var receipt = Receipts.Sign(_key);
        var statement = Encoding.UTF8.GetBytes(receipt.Statement);

        var flipped = Enumerable.Range(0, statement.Length).Select(place => Check(Flip(receipt, statement, place), [_key.Public]).Verdict);

        Assert.That(flipped, Is.All.EqualTo(Verdict.Failed));
        Assert.That(Check(receipt with { Signature = receipt.Signature[..^4] }, [_key.Public]).Verdict, Is.EqualTo(Verdict.Failed));
    }

    [TestCase("{\"docFlowReceipt\":1}")]
    [TestCase("[1,\"\",\"aa\",3,1770000000000]")]
    [TestCase("")]
    public void What_the_node_signs_otherwise_is_no_receipt(string statement)
    {
        var signed = new Receipt(statement, _key.Sign(Encoding.UTF8.GetBytes(statement)), _key.Public);

        Assert.That(Check(signed, [_key.Public]), Is.EqualTo((Verdict.Failed, "receipt.malformed")));
    }

    [Test]
    public void The_same_facts_in_another_text_are_no_receipt()
    {
        var text = " " + Receipts.Said.Write();
        var signed = new Receipt(text, _key.Sign(Encoding.UTF8.GetBytes(text)), _key.Public);

        Assert.That(Check(signed, [_key.Public]).Code, Is.EqualTo("receipt.malformed"));
    }

    [Test]
    public void It_travels_in_an_answer_and_back()
    {
        var receipt = Receipts.Sign(_key);
        var answer = JsonSerializer.SerializeToElement(new { status = "OK", receipt }, MessageJson.Options);

        Assert.That(Receipt.Read(answer), Is.EqualTo(receipt));
        Assert.That(Receipt.Read(JsonElement.Parse("{\"status\":\"OK\"}")), Is.Null);
    }

    [TestCase("{\"receipt\":7}")]
    [TestCase("{\"receipt\":{\"statement\":[],\"signature\":{},\"key\":1}}")]
    public void An_answer_that_carries_something_else_gives_a_receipt_that_fails(string answer)
    {
        var read = Receipt.Read(JsonElement.Parse(answer));

        Assert.That(Check(read!, [_key.Public]), Is.EqualTo((Verdict.Failed, "receipt.malformed")));
    }

    private static (Verdict Verdict, string Code) Check(Receipt receipt, string[] pinned)
    {
        var said = CheckReceipt.Handle(receipt, Receipts.Packet, pinned);
        return (said.Verdict, said.Code);
    }

    private static Receipt Flip(Receipt receipt, byte[] statement, int place)
    {
        var other = (byte[])statement.Clone();
        other[place] ^= 1;
        return receipt with { Statement = Encoding.UTF8.GetString(other) };
    }

    private static string Verify(string key, string signature, string statement) =>
        Tool.Run("openssl", "dgst", "-sha256", "-verify", key, "-signature", signature, statement).TrimEnd();

    private static byte[] Pem(string key) =>
        Encoding.ASCII.GetBytes($"-----BEGIN PUBLIC KEY-----\n{key}\n-----END PUBLIC KEY-----\n");

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_office.Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
