using System.Text;
using System.Xml;
using System.Xml.Linq;
using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// What programs note about themselves when they save: who and when, in the document information (ISO 32000-2 14.3.3) and in the XMP
/// metadata (14.3.2). Title, author and whatever else people read must stay as it was signed.
/// </summary>
internal sealed class MetadataChange(Update update, Account account)
{
    private const int MostBytes = 1 << 20;

    private static readonly HashSet<string> Noted = ["ModDate", "Producer"];

    private static readonly HashSet<string> NotedInXmp = ["ModifyDate", "MetadataDate", "InstanceID", "Producer", "History", "xmptk"];

    public void Information()
    {
        var (was, now) = (update.Before.Trailer["Info"], update.After.Trailer["Info"]);
        var isRewritten = now is PdfReference { Number: var number } && update.Changed.Contains(number);
        if (Equals(was, now) && !isRewritten)
            return;

        var before = update.Before.Dictionary(was) ?? PdfDictionary.Empty;
        var after = update.After.Dictionary(now) ?? PdfDictionary.Empty;
        var different = FieldEdit.Different(before, after);
        if (different.TrueForAll(key => Noted.Contains(key) && after[key] is PdfString))
            Explain(now);
        else
            account.Complain("Thông tin tài liệu (tiêu đề, tác giả …) bị thay đổi.",
                "The document information (title, author and so on) was changed.");
    }

    /// <summary>Whether the catalog's /Metadata still says the same of the document.</summary>
    public bool IsSame(PdfObject? was, PdfObject? now)
    {
        if (update.After.Resolve(now) is not PdfStream after || after.Dictionary.Keys.Any(key => key is "F" or "FFilter" or "FDecodeParms"))
            return false;
        var isSame = update.Before.Resolve(was) is PdfStream before
            ? Statements(update.Before, before) is { } old && Statements(update.After, after)?.SequenceEqual(old) == true
            : Statements(update.After, after)?.TrueForAll(IsFormal) == true;
        if (isSame)
            Explain(now);
        return isSame;
    }

    private void Explain(PdfObject? value)
    {
        if (value is PdfReference { Number: var number } && (update.IsNew(number) || update.IsReferencedOnce(number)))
            account.Explained.Add(number);
        account.Tell("Ghi lại thời điểm và chương trình lưu tệp.", "The time and program of saving were noted.");
    }

    private static bool IsFormal(string statement) =>
        statement.StartsWith("format=", StringComparison.Ordinal) || statement.StartsWith("CreateDate=", StringComparison.Ordinal);

    // every value with the name it stands under, but for what programs note about themselves
    private static List<string>? Statements(PdfDocument document, PdfStream stream)
    {
        try
        {
            var text = Encoding.UTF8.GetString(document.Decode(stream, MostBytes));
            using var reader = XmlReader.Create(new StringReader(text[text.IndexOf('<', StringComparison.Ordinal)..].TrimEnd('\0')));
            var root = XDocument.Load(reader).Root!;
            var noted = root.DescendantsAndSelf().Where(one => NotedInXmp.Contains(one.Name.LocalName)).ToList();
            noted.ForEach(one => one.RemoveNodes());
            return [.. root.DescendantsAndSelf().SelectMany(Values).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is XmlException or ArgumentException or PdfUnreadable)
        {
            return null;
        }
    }

    private static IEnumerable<string> Values(XElement element) => element.Attributes()
        .Where(one => !one.IsNamespaceDeclaration && !NotedInXmp.Contains(one.Name.LocalName) && one.Value.Length > 0)
        .Select(one => $"{one.Name.LocalName}={one.Value}")
        .Concat(element.HasElements || string.IsNullOrWhiteSpace(element.Value) ? [] : [$"{Place(element)}={element.Value.Trim()}"]);

    private static string Place(XElement element)
    {
        var named = element.AncestorsAndSelf().FirstOrDefault(one => one.Name.LocalName is not ("li" or "Alt" or "Seq" or "Bag"));
        return named?.Name.LocalName ?? "";
    }
}
