namespace DocFlow.Signing.Pdf;

/// <summary>What the reader accepts at most: far above real documents, far below what exhausts a server.</summary>
public static class PdfLimits
{
    /// <summary>Arrays and dictionaries inside one another.</summary>
    public const int Nesting = 100;

    /// <summary>Values in one object, those inside its arrays and dictionaries counted.</summary>
    public const int Values = 1_000_000;

    /// <summary>The highest object number (ISO 32000-1, annex C).</summary>
    public const int ObjectNumber = 8_388_607;

    /// <summary>Cross-reference sections, that is, saved versions.</summary>
    public const int Sections = 2_000;

    /// <summary>Entries of all cross-reference sections together.</summary>
    public const int Entries = 4_000_000;

    /// <summary>Values of parsed objects that are kept ready.</summary>
    public const int KeptValues = 250_000;

    /// <summary>Pages of one document.</summary>
    public const int Pages = 100_000;

    /// <summary>References that only lead to further references.</summary>
    public const int Hops = 32;

    /// <summary>Bytes of one string, name or keyword.</summary>
    public const int TokenBytes = 32 << 20;

    /// <summary>Decoded bytes of one object stream, or of all cross-reference streams.</summary>
    public const int StructureBytes = 48 << 20;

    /// <summary>Decoded bytes of all object streams while a damaged file is rebuilt.</summary>
    public const int RebuiltBytes = 128 << 20;

    /// <summary>Bytes read in vain, for objects that turn out to be damaged.</summary>
    public const int WastedBytes = 16 << 20;

    /// <summary>Values read in all, beside one for each byte of the file.</summary>
    public const int ParsedValues = 4_000_000;

    /// <summary>Bytes unpacked from object streams in all, beside sixteen for each byte of the file.</summary>
    public const int UnpackedBytes = 256 << 20;

    /// <summary>Damaged objects of one file.</summary>
    public const int Mended = 10_000;

    /// <summary>Filters on one stream.</summary>
    public const int Filters = 8;
}
