using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Inspection;

/// <summary>Recognises by their keys the dictionaries that do something rather than show something (ISO 32000-2 12.6, 7.11, 13).</summary>
internal static class ActiveContent
{
    public static IEnumerable<ConcernKind> In(PdfDocument document, PdfDictionary dictionary)
    {
        if (dictionary["JS"] is not null || dictionary["JavaScript"] is not null)
            yield return ConcernKind.JavaScript;
        if (dictionary["EF"] is not null || dictionary["EmbeddedFiles"] is not null || document.Name(dictionary["Type"]) == "EmbeddedFile")
            yield return ConcernKind.EmbeddedFile;
        if (dictionary["XFA"] is not null)
            yield return ConcernKind.Xfa;
        if (Action(document, dictionary) is { } action)
            yield return action;
        if (Annotation(document.Name(dictionary["Subtype"])) is { } annotation && dictionary["Rect"] is not null)
            yield return annotation;
    }

    private static ConcernKind? Action(PdfDocument document, PdfDictionary dictionary) => document.Name(dictionary["S"]) switch
    {
        "JavaScript" => ConcernKind.JavaScript,
        "Launch" => ConcernKind.Launch,
        "SubmitForm" or "ImportData" => ConcernKind.FormData,
        "GoToR" or "GoToE" or "Thread" when dictionary["F"] is not null => ConcernKind.RemoteFile,
        "URI" when IsFileAddress(document.Resolve(dictionary["URI"]).AsText) => ConcernKind.RemoteFile,
        "Rendition" or "Movie" or "Sound" or "GoTo3DView" or "RichMediaExecute" => ConcernKind.Media,
        _ => null,
    };

    private static ConcernKind? Annotation(string? subtype) => subtype switch
    {
        "FileAttachment" => ConcernKind.EmbeddedFile,
        "RichMedia" or "Movie" or "Sound" or "Screen" or "3D" => ConcernKind.Media,
        _ => null,
    };

    // what leads to a person's own machine or script, not to a page on the web
    private static bool IsFileAddress(string? address) => address?.TrimStart() is { } text
        && (text.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith(@"\\", StringComparison.Ordinal));
}
