using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Pages, trees and catalog entries exchanged; objects with one number twice; identifiers that collide.</summary>
internal static class SwappedObjects
{
    private const string Pages = "Page tree and object swaps", Twice = "Duplicate objects", Ids = "Identifiers";

    public static IEnumerable<Attack> All() => [.. PageEntries(), .. CatalogEntries(), .. Duplicates(), .. Identifiers()];

    private static IEnumerable<Attack> PageEntries()
    {
        var signed = HandSigned.Certified();
        foreach (var (number, key, does, value) in new (int, string, string, string)[]
        {
            (2, "Kids", "The pages change places", "[4 0 R 3 0 R]"), (2, "Kids", "The first page is dropped", "[4 0 R]"),
            (2, "Kids", "A page comes twice", "[3 0 R 4 0 R 3 0 R]"), (2, "Count", "One page is counted out", "1"),
            (2, "Rotate", "All pages inherit a turn", "180"), (3, "Contents", "The content gets a second part", "[6 0 R 7 0 R]"),
            (3, "Contents", "The page shows the other's content", "7 0 R"), (3, "UserUnit", "The page grows", "10"),
            (3, "MediaBox", "The sheet shrinks", "[0 0 100 100]"),
            (3, "Group", "The page gets a blend group", "<</S/Transparency/I true>>"),
            (3, "Tabs", "The order of fields changes", "/S"), (3, "B", "The page gets threads", "[5 0 R]"),
            (3, "Thumb", "The page gets another thumbnail", "6 0 R"), (3, "VP", "The page gets viewports", "[]"),
        })
            yield return new Attack(Pages, $"{key}-{value.Length}-{does.Split(' ')[^1]}", $"{does}.",
                PdfSurgery.Append(signed, Pieces.With(signed, number, key, value)));
        yield return new Attack(Pages, "pages-exchanged", "Two pages exchange their object numbers.",
            PdfSurgery.Append(signed, (3, PdfSurgery.Text(Pieces.Read(signed, 4))), (4, PdfSurgery.Text(Pieces.Read(signed, 3)))));
        yield return new Attack(Pages, "tree-node-inserted", "A new node stands between tree and pages.",
            PdfSurgery.Append(signed, Pieces.With(signed, 2, "Kids", "[30 0 R 4 0 R]"),
                (30, "<</Type/Pages/Parent 2 0 R/Kids[31 0 R]/Count 1>>"),
                (31, $"<<{HandSigned.Sheet}/Contents 32 0 R>>"), (32, Pieces.Evil)));
        yield return new Attack(Pages, "second-generation", "The page's content comes again with a higher generation.",
            Generation(signed));
    }

    private static IEnumerable<Attack> CatalogEntries()
    {
        var signed = HandSigned.Certified();
        foreach (var (key, value) in new (string, string)[]
        {
            ("OpenAction", "<</S/JavaScript/JS(1)>>"), ("AA", "<</WC<</S/JavaScript/JS(1)>>>>"),
            ("Names", "<</EmbeddedFiles<</Names[]>>>>"),
            ("OCProperties", "<</OCGs[]/D<</BaseState/OFF>>>>"), ("Collection", "<</View/D>>"), ("AF", "[6 0 R]"),
            ("Outlines", "<</Count 0>>"), ("PageLabels", "<</Nums[0<</P(900)>>]>>"), ("Dests", "<</a[3 0 R/Fit]>>"),
            ("ViewerPreferences", "<</HideMenubar true>>"), ("StructTreeRoot", "<</Type/StructTreeRoot>>"), ("Legal", "<<>>"),
            ("Version", "/1.0"), ("Extensions", "<</X<</JS(1)>>>>"), ("Metadata", "6 0 R"), ("DSS", "<</Certs[6 0 R]/More 7 0 R>>"),
            ("URI", "<</Base(http://x)>>"), ("Threads", "[]"), ("Requirements", "[]"), ("NeedsRendering", "true"),
        })
            yield return new Attack(Pages, $"catalog-{key}", $"The catalog gets {key}.",
                PdfSurgery.Append(signed, Pieces.With(signed, 1, key, value)));
    }

    private static IEnumerable<Attack> Duplicates()
    {
        var signed = HandSigned.Certified();
        var fill = HandSigned.Fill(signed, "1");
        yield return new Attack(Twice, "first-unlisted", "One number twice in an update; the table knows the harmless one.",
            Inserted(signed, $"6 0 obj\n{Pieces.Evil}\nendobj\n"));
        yield return new Attack(Twice, "in-gap", "An object between two others that no table knows.",
            Inserted(signed, $"30 0 obj\n{Pieces.Evil}\nendobj\n"));
        yield return new Attack(Twice, "in-stream", "A litter stream holds what looks like the page's content; the page is led there.",
            PdfSurgery.Append(fill, (40, PdfSurgery.Stream($"6 0 obj\n{Pieces.Evil}\nendobj")),
                Pieces.With(fill, 3, "Contents", "40 0 R")));
        yield return new Attack(Twice, "entry-twice", "The table lists the content twice, once evil.",
            Tail(signed, at => $"6 1\n{at:0000000000} 00000 n \n6 1\n{at:0000000000} 00000 n \n"));
        yield return new Attack(Twice, "key-twice", "The page's dictionary has two /Contents.",
            PdfSurgery.Append(signed, (3, PdfSurgery.Text(Pieces.Read(signed, 3))[..^2] + "/Contents 30 0 R>>"), (30, Pieces.Evil)));
        yield return new Attack(Twice, "key-escaped", "The second /Contents is written with an escape.",
            PdfSurgery.Append(signed, (3, PdfSurgery.Text(Pieces.Read(signed, 3))[..^2] + "/#43ontents 30 0 R>>"), (30, Pieces.Evil)));
    }

    private static IEnumerable<Attack> Identifiers()
    {
        var signed = HandSigned.Certified();
        yield return new Attack(Ids, "other-id", "The update carries another file's /ID.", PdfSurgery.Append(signed,
            [(HandSigned.Content, Pieces.Evil)], "/ID[<02><02>]", []));
        yield return new Attack(Ids, "other-id-only", "Only the /ID changes, as if the update were another file's.",
            PdfSurgery.Append(signed, [(9, PdfSurgery.Text(Pieces.Read(signed, 9)))], "/ID[<02><02>]", []));
        var other = PdfSurgery.Append(HandSigned.Certified(letter: HandSigned.Letter((6, Pieces.Evil))), (9, "<<>>"));
        var original = HandSigned.Certified();
        yield return new Attack(Ids, "same-id", "Another file's update, of the same /ID and numbers, follows.",
            [.. original, .. other[^400..]]);
        yield return new Attack(Ids, "signature-transplanted", "The signature of one file stands in another with the same ids and lengths.",
            Transplanted());
        yield return new Attack(Ids, "signature-number-reused", "The number of the signature is used for the page's content as well.",
            PdfSurgery.Append(signed, Pieces.With(signed, 3, "Contents", $"{((PdfReference)Pieces.Read(signed, 10)["V"]!).Number} 0 R")));
    }

    private static byte[] Transplanted()
    {
        var (good, evil) = (HandSigned.Certified(), HandSigned.Certified(letter: HandSigned.Letter((6, Pieces.Evil))));
        var at = evil.AsSpan().LastIndexOf("/Contents<"u8);
        good.AsSpan(at, 8000).CopyTo(evil.AsSpan(at));
        return evil;
    }

    private static byte[] Inserted(byte[] signed, string text) => Tail(signed, _ => "0 1\n0000000000 65535 f \n", text);

    private static byte[] Tail(byte[] signed, Func<int, string> rows, string? text = null)
    {
        var body = text ?? $"6 0 obj\n{Pieces.Evil}\nendobj\n";
        return [.. signed, .. PdfSurgery.Bytes($"{body}xref\n{rows(signed.Length)}trailer\n<</Size 41/Root 1 0 R/Prev "
            + $"{Pieces.LastStart(signed)}>>\nstartxref\n{signed.Length + body.Length}\n%%EOF\n")];
    }

    private static byte[] Generation(byte[] signed)
    {
        var body = $"6 1 obj\n{Pieces.Evil}\nendobj\n3 0 obj\n"
            + $"{PdfSurgery.Text(Pieces.Read(signed, 3)).Replace("6 0 R", "6 1 R", StringComparison.Ordinal)}\nendobj\n";
        var second = signed.Length + body.IndexOf("3 0 obj", StringComparison.Ordinal);
        return Tail(signed, at => $"6 1\n{at:0000000000} 00001 n \n3 1\n{second:0000000000} 00000 n \n", body);
    }
}
