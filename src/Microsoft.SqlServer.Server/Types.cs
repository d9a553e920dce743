namespace Microsoft.SqlServer.Server;

/// <summary>
/// The four types that Microsoft.Data.SqlClient asks of a package the registry lacks; written from its member references.
/// </summary>
public enum Format
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>The server's own layout.</summary>
    Native = 1,

    /// <summary>The type's own layout.</summary>
    UserDefined = 2,
}

/// <summary>A type that writes itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>A type that is no user-defined type.</summary>
public sealed class InvalidUdtException : SystemException
{
    internal InvalidUdtException(string message) : base(message) { }

    /// <summary>Says which type and why.</summary>
    public static InvalidUdtException Create(Type udtType, string resourceReason) =>
        new($"'{udtType}' is an invalid user defined type: {resourceReason}");
}

/// <summary>Marks a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>The layout.</summary>
    public Format Format { get; } = format;

    /// <summary>Compares by bytes.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>Has one length.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>At most so many bytes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Its name in the server.</summary>
    public string? Name { get; set; }

    /// <summary>Its check.</summary>
    public string? ValidationMethodName { get; set; }
}
