using DocFlow.EdXml.Packets;
using DocFlow.Signing.Verification;

namespace DocFlow.Dispatch.Proof;

/// <summary>A packet for which a receipt was given, as the reader of the receipt knows it.</summary>
public sealed record ReceiptedPacket(string ExchangeId, string Sha256, long Length);

/// <summary>What can be said of a receipt.</summary>
public sealed record ReceiptVerdict(Verdict Verdict, string Code, Sentence Text);

/// <summary>
/// Whether a receipt is a node's word about this packet. Only a signature of a key that was pinned passes; where none is, it stays
/// undetermined.
/// </summary>
public static class CheckReceipt
{
    /// <summary>What speaks against the receipt itself, whoever's key it is; null when nothing does.</summary>
    public static ReceiptVerdict? Fault(Receipt receipt, ReceiptedPacket packet)
    {
        if (receipt.Says() is not { } said)
            return Malformed;
        if (!receipt.IsSigned())
            return WronglySigned;
        var sameDocument = AnyDocumentId.Of(said.ExchangeId).IsSameDocument(AnyDocumentId.Of(packet.ExchangeId));
        return said.Sha256 == packet.Sha256 && said.Length == packet.Length && sameDocument ? null : OtherPacket;
    }

    /// <summary>The verdict.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="packet">The packet it must be for.</param>
    /// <param name="pinned">The keys known to be those of the node that gave it.</param>
    public static ReceiptVerdict Handle(Receipt receipt, ReceiptedPacket packet, IReadOnlyCollection<string> pinned) =>
        Fault(receipt, packet) ?? Of(receipt, pinned);

    /// <summary>A fault by its code, as it was kept.</summary>
    public static ReceiptVerdict Kept(string code) => Faults.Single(fault => fault.Code == code);

    /// <summary>The verdict on a receipt that is without fault.</summary>
    public static ReceiptVerdict Of(Receipt receipt, IReadOnlyCollection<string> pinned)
    {
        if (pinned.Count == 0)
            return KeyUnknown;
        return pinned.Contains(receipt.Key) ? Passed : KeyOther;
    }

    private static ReceiptVerdict Malformed { get; } = new(Verdict.Failed, "receipt.malformed", new(
        "Biên nhận không đúng khuôn dạng, không có giá trị.", "The receipt is not of the form a receipt has; it is worth nothing."));

    private static ReceiptVerdict WronglySigned { get; } = new(Verdict.Failed, "receipt.signature-wrong", new(
        "Chữ ký trên biên nhận không đúng với nội dung.", "The receipt's signature does not fit what it says."));

    private static ReceiptVerdict OtherPacket { get; } = new(Verdict.Failed, "receipt.other-packet", new(
        "Biên nhận nói về một gói tin khác (mã băm, độ dài hoặc mã văn bản không khớp).",
        "The receipt is for another packet: hash, length or document id differ."));

    private static ReceiptVerdict KeyOther { get; } = new(Verdict.Failed, "receipt.key-other", new(
        "Biên nhận được ký bằng khóa khác với khóa đã ghim của cơ quan này.",
        "The receipt is signed with another key than those pinned for this agency."));

    private static ReceiptVerdict KeyUnknown { get; } = new(Verdict.Undetermined, "receipt.key-unknown", new(
        "Chữ ký đúng, nhưng chưa ghim khóa của cơ quan này nên chưa biết ai đã ký; quản trị viên ghim khóa bằng lệnh docflow node pin.",
        "The signature fits, but no key of this agency is pinned, so nobody knows whose it is: docflow node pin."));

    private static ReceiptVerdict Passed { get; } = new(Verdict.Passed, "receipt.passed", new(
        "Biên nhận hợp lệ: đúng gói tin, ký bằng khóa đã ghim của cơ quan.",
        "The receipt is good: for this very packet, signed with a key pinned for the agency."));

    private static IReadOnlyList<ReceiptVerdict> Faults { get; } = [Malformed, WronglySigned, OtherPacket];
}
