namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Turns the chain of sections into saved versions, the oldest first.</summary>
internal static class RevisionList
{
    public static List<PdfRevision> Of(PdfSource source, List<XrefSection> newestFirst)
    {
        var revisions = new List<PdfRevision>();
        foreach (var section in Enumerable.Reverse(newestFirst))
        {
            var end = FileEnds.After(source, section.BodyEnd);
            // a section before its predecessor is the front part of a linearized file, not a later save (ISO 32000-2, annex F)
            if (revisions is [var first] && section.Offset < first.End)
                revisions[0] = Joined(first, section, end);
            else if (revisions is [.., var last] && section.Offset < last.End)
                throw PdfUnreadable.Damaged("A cross-reference section lies before the one it follows.");
            else
                revisions.Add(new PdfRevision(section.Offset, end, section.IsStream, section.Trailer, section.Entries));
        }

        return revisions;
    }

    private static PdfRevision Joined(PdfRevision first, XrefSection section, long end) => new(
        section.Offset, Math.Max(first.End, end), section.IsStream, section.Trailer,
        PdfLocations.Merged([(PdfLocations)first.Objects, section.Entries]));
}
