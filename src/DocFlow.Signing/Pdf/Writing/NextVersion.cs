namespace DocFlow.Signing.Pdf.Writing;

/// <summary>Memory for the next version of a file, which is the old bytes and an increment.</summary>
public static class NextVersion
{
    private const int Increment = 64 * 1024;

    /// <summary>As large as it will be, roughly: memory that grows by doubling is copied again and again.</summary>
    public static MemoryStream Of(Stream old) => new((int)Math.Min(old.Length + Increment, Array.MaxLength));
}
