using DocFlow.Signing.Verification.Integrity;

namespace DocFlow.Signing.Verification;

/// <summary>A signature with what was found out about its bytes and what it says of itself.</summary>
internal sealed record SignatureCheck(SignedField Field, IntegrityFinding Integrity, SignatureClaims Claims)
{
    /// <summary>Where its coverage ends; one without coverage comes last.</summary>
    public long End => Integrity.Coverage?.End ?? long.MaxValue;
}
