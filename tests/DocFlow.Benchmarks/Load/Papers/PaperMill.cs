using System.Buffers.Binary;
using DocFlow.Signing.Composing;

namespace DocFlow.Benchmarks.Load.Papers;

/// <summary>
/// Real PDFs of every size, composed once; each copy has bytes of its own by the identifier in its trailer, which costs nothing.
/// </summary>
internal sealed class PaperMill
{
    private const int Digits = 32;
    private const string Scanned = "scanned";

    private static readonly string[] Paragraphs =
    [
        "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư, Bộ đề nghị các cơ quan, đơn vị "
            + "rà soát việc tiếp nhận, đăng ký, trình, chuyển giao và giải quyết văn bản đến; việc soạn thảo, duyệt, ký số và phát hành "
            + "văn bản đi, bảo đảm mọi văn bản được quản lý tập trung, thống nhất tại văn thư cơ quan.",
        "Thủ trưởng các đơn vị chịu trách nhiệm về tiến độ và chất lượng giải quyết văn bản được giao; kịp thời báo cáo những khó khăn, "
            + "vướng mắc trong quá trình thực hiện để được hướng dẫn, giải quyết theo quy định của pháp luật.",
    ];

    private readonly Dictionary<(string, int), byte[]> _masters = [];

    /// <summary>A submission slip of one page.</summary>
    public byte[] Slip(int copy) => Copy(("PHIẾU TRÌNH", 1), copy);

    /// <summary>A letter of about so many pages.</summary>
    public byte[] Letter(int pages, int copy) => Copy(("", pages), copy);

    /// <summary>A scanned paper of about so many kilobytes.</summary>
    public byte[] Scan(int kilobytes, int copy) => Copy((Scanned, kilobytes), copy);

    private byte[] Copy((string Heading, int Size) kind, int copy)
    {
        byte[]? master;
        lock (_masters)
        {
            if (!_masters.TryGetValue(kind, out master))
                _masters[kind] = master = kind.Heading == Scanned ? ScannedPages.Of(kind.Size) : Compose(kind.Heading, kind.Size);
        }

        var bytes = master.AsSpan().ToArray();
        Mark(bytes, copy);
        return bytes;
    }

    // both halves of /ID [<…><…>] in the trailer, in place: the file stays as valid as it was
    private static void Mark(byte[] pdf, int copy)
    {
        Span<byte> identity = stackalloc byte[Digits / 2];
        Random.Shared.NextBytes(identity);
        BinaryPrimitives.WriteInt32BigEndian(identity, copy);
        Span<byte> written = stackalloc byte[Digits];
        Convert.TryToHexString(identity, written, out _);
        var trailer = pdf.AsSpan(pdf.AsSpan().LastIndexOf("/ID"u8));
        for (var half = 0; half < 2; half++)
        {
            trailer = trailer[(trailer.IndexOf((byte)'<') + 1)..];
            written.CopyTo(trailer);
            trailer = trailer[Digits..];
        }
    }

    private static byte[] Compose(string heading, int pages)
    {
        using var pdf = new MemoryStream();
        var letter = new Letter
        {
            Superior = "CHÍNH PHỦ",
            Agency = "BỘ THỬ TẢI",
            Notation = "BTT-VP",
            Place = "Hà Nội",
            Year = TimeProvider.System.GetUtcNow().Year,
            Heading = heading,
            Subject = "tăng cường quản lý văn bản điện tử và ký số",
            Addressees = ["Các cơ quan, đơn vị"],
            Paragraphs = [.. Enumerable.Range(0, pages == 1 ? 2 : 6 * pages - 6).Select(at => $"{at + 1}. {Paragraphs[at % 2]}")],
            Signers = [new SignerBlock(["LÃNH ĐẠO BỘ"], "Lãnh đạo 1")],
            Recipients = ["Như trên", "Lưu: VT"],
        };
        var written = LetterComposer.Write(letter, pdf);
        return written.Refusal is { } refusal ? throw new InvalidOperationException(refusal.En) : pdf.ToArray();
    }
}
