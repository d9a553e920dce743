namespace DocFlow.Signing.Pdf.Reading;

/// <summary>
/// How much work reading a file may cost. Damaged objects are read in vain, large ones are dropped and read anew: each time is
/// harmless, and thousands of times, which only a file made for it asks for, would take hours.
/// </summary>
internal sealed class WorkBudget(long fileLength)
{
    private const int FailedRead = 1 << 10;
    private long _values = PdfLimits.ParsedValues + fileLength;
    private long _unpacked = PdfLimits.UnpackedBytes + 16 * fileLength;
    private long _entries = PdfLimits.Entries;
    private long _waste = PdfLimits.WastedBytes;

    /// <summary>Refuses further reading when too much was read in vain or again and again.</summary>
    public void Demand()
    {
        if (_waste < 0)
            throw PdfUnreadable.TooMuch("Too many objects of the file are damaged.");
        if (_values < 0)
            throw PdfUnreadable.TooMuch("The file asks for the same objects too often.");
    }

    public void Parsed(int values) => _values -= values;

    public void Wasted(long bytes) => _waste -= bytes + FailedRead;

    public void Unpacked(long bytes)
    {
        _unpacked -= bytes;
        _values += bytes;
        if (_unpacked < 0)
            throw PdfUnreadable.TooMuch("The object streams of the file unpack to too much.");
    }

    public void Located(int entries)
    {
        _entries -= entries;
        if (_entries < 0)
            throw PdfUnreadable.TooMuch($"The cross-reference sections have more than {PdfLimits.Entries} entries.");
    }
}
