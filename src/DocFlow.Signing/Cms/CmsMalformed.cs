using System.Diagnostics.CodeAnalysis;

namespace DocFlow.Signing.Cms;

/// <summary>The one exception of the CMS reader: these bytes are not the signature that PAdES allows; the message says why.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It says what is the matter, as the other exceptions of the house do.")]
public sealed class CmsMalformed(string reason, Exception? cause = null) : Exception(reason, cause);
