namespace DocFlow.Signing.Pdf.Reading.Rebuilding;

/// <summary>
/// Finds every "n g obj" and trailer of a file in the order in which they were written, stepping over what is inside objects.
/// </summary>
internal sealed class FileScan(PdfSource source, RebuiltFile found)
{
    private const int MostBefore = 48;

    public void Run(long start)
    {
        var reached = start;
        for (var next = start; source.Find("obj"u8, next) is >= 0 and var word;)
        {
            next = word + 3;
            if (Header(word) is not { } at || at < reached)
                continue;
            Trailers(reached, at);
            if (Object(at) is { } end)
                reached = next = Math.Max(end, next);
        }

        Trailers(reached, source.Length);
    }

    /// <summary>Where the "n g" before this keyword begins; null when none does.</summary>
    private long? Header(long word)
    {
        if (PdfLexer.IsRegular(source.ByteAt(word + 3)))
            return null;
        var at = word - 1;
        return Blanks(ref at) && Digits(ref at) && Blanks(ref at) && Digits(ref at) ? at + 1 : null;

        bool Blanks(ref long i) => Back(ref i, PdfLexer.IsBlank);
        bool Digits(ref long i) => Back(ref i, b => b is >= '0' and <= '9');
        bool Back(ref long i, Func<int, bool> isPart)
        {
            var from = i;
            while (word - i < MostBefore && isPart(source.ByteAt(i)))
                i--;
            return i < from;
        }
    }

    private long? Object(long at)
    {
        var mends = new Mends();
        try
        {
            var read = source.Parts.Read(new PdfLexer(source, at), found.Length, mends);
            found.Add(read, at, mends);
            return read.End;
        }
        catch (PdfUnreadable fault) when (fault.Fault != PdfFault.TooMuch)
        {
            found.Lose($"The object at byte {at} cannot be read: {fault.Message}");
            return null;
        }
    }

    private void Trailers(long from, long to)
    {
        for (var next = from; source.Find("trailer"u8, next, to) is >= 0 and var word; next = word + 7)
        {
            try
            {
                if (new PdfParser(new PdfLexer(source, word + 7)).Object() is PdfDictionary trailer)
                    found.Trailer(trailer);
            }
            catch (PdfUnreadable)
            {
                // the trailer is what is damaged; others, or the catalog itself, tell as much
            }
        }
    }
}
