using System.Diagnostics.CodeAnalysis;

namespace DocFlow.Signing.Keys;

/// <summary>The one exception of a key holder: the key was open and can no longer sign (a token pulled out, a service away).</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It says what is the matter, as the other exceptions of the house do.")]
public sealed class KeyUnavailable(SigningRefusal refusal, Exception? cause = null) : Exception(refusal.En, cause)
{
    /// <summary>What to tell people; nothing was signed.</summary>
    public SigningRefusal Refusal { get; } = refusal;
}
