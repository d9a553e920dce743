using System.Text;

namespace DocFlow.Host.Evidence;

/// <summary>What stands in every file of evidence for whoever has no such program.</summary>
internal static class EvidenceGuide
{
    public static byte[] Text { get; } = Encoding.UTF8.GetBytes("""
        BẰNG CHỨNG VỀ MỘT VĂN BẢN / EVIDENCE ABOUT A DOCUMENT

        Kiểm tra toàn bộ / Check it all:
          docflow evidence verify FILE.zip --key node.pem --trust ca.pem --crl ca.crl [--root HASH]
        Khóa node.pem phải lấy trực tiếp từ cơ quan, không lấy từ tệp này.
        Get node.pem from the agency itself, not from this file.

        Không có docflow / Without docflow (openssl, sha256sum):
          openssl dgst -sha256 -verify node.pem -signature manifest.sig manifest.json
              manifest.json kê mọi tệp với SHA-256 / lists every file with its SHA-256: sha256sum FILE
          openssl dgst -sha256 -verify node.pem -signature "receipts/NN ….sig" "receipts/NN ….json"
              biên nhận: ai đã nhận gói tin nào, lúc nào / a receipt: who has which packet since when; the key: .pem
          openssl ts -verify -token_in -in "receipts/NN ….tst" -data "receipts/NN ….sig" -CAfile tsa.pem
              dấu thời gian trên chữ ký của biên nhận / the time-stamp over a receipt's signature
          pdfsig received/….pdf; pdfsig issued/….pdf
              chữ ký số trên văn bản / the signatures of the documents

        trail/roots.txt: mỗi dòng là một gốc nhật ký / each line is a root of the trail:
          [number, SHA-256 of the line before, Merkle root, entries under it, milliseconds UTC]
        trail/slice.json: các dòng nhật ký của văn bản / the document's entries: hash = SHA-256 of the JSON array
          [subject, sequence, act, actor, actorName, details, milliseconds UTC, previousHash];
          path leads from the entry to its Merkle root (RFC 6962); signatures: the node key's, over a root's line.
          Lượt xem chỉ để lại mã băm / of views only the hash is given.
        Tệp đã hủy theo quyết định được kê trong manifest.json với mã băm / files destroyed by an act are listed by hash.

        """.ReplaceLineEndings("\n"));
}
