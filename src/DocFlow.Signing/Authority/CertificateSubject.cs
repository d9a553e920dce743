using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Authority;

/// <summary>Which kind of key a certificate is issued for. All are on the list of TT 15/2025/TT-BKHCN, Annex I.</summary>
public enum KeyKind
{
    /// <summary>ECDSA on P-256: quick to make and to sign with.</summary>
    EcP256,

    /// <summary>RSA of 3072 bits: read by the oldest verifiers.</summary>
    Rsa3072,

    /// <summary>RSA of 2048 bits: what most tokens and signing services hold.</summary>
    Rsa2048,

    /// <summary>ECDSA on P-384.</summary>
    EcP384,
}

/// <summary>What the key of a certificate may be used for.</summary>
public enum CertificateUse
{
    /// <summary>Signing documents.</summary>
    Signing,

    /// <summary>Signing time-stamps, and nothing else (RFC 3161 2.3).</summary>
    TimeStamping,

    /// <summary>Signing OCSP answers for its issuer (RFC 6960 4.2.2.2).</summary>
    OcspSigning,
}

/// <summary>Whom a certificate names. A seal's common name is its agency; a person's is their full name.</summary>
public sealed record CertificateSubject(string CommonName, string Agency)
{
    /// <summary>The unit of a person, if any.</summary>
    public string? Unit { get; init; }

    /// <summary>The position of a person, if any.</summary>
    public string? Position { get; init; }

    /// <summary>The agency's code (QCVN 102, e.g. G09.01), as organizationIdentifier of a seal.</summary>
    public string? AgencyCode { get; init; }

    /// <summary>What its key may be used for.</summary>
    public CertificateUse Use { get; init; }

    /// <summary>A person in an agency.</summary>
    public static CertificateSubject Person(string fullName, string agency, string? unit = null, string? position = null) =>
        new(fullName, agency) { Unit = unit, Position = position };

    /// <summary>The seal of an agency.</summary>
    public static CertificateSubject Seal(string agency, string? agencyCode = null) => new(agency, agency) { AgencyCode = agencyCode };

    /// <summary>A time-stamp authority for development.</summary>
    public static CertificateSubject TimeStamping() => Service("DocFlow Local TSA", CertificateUse.TimeStamping);

    /// <summary>An OCSP responder for development.</summary>
    public static CertificateSubject OcspSigning() => Service("DocFlow Local OCSP", CertificateUse.OcspSigning);

    private static CertificateSubject Service(string name, CertificateUse use) =>
        new($"{name} - NOT FOR PRODUCTION / KHÔNG DÙNG CHO SẢN XUẤT", "DocFlow") { Use = use };

    internal X500DistinguishedName Name()
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("VN");
        name.AddOrganizationName(Agency);
        if (AgencyCode is not null)
            name.Add("2.5.4.97", AgencyCode);
        if (Unit is not null)
            name.AddOrganizationalUnitName(Unit);
        if (Position is not null)
            name.Add("2.5.4.12", Position);
        name.AddCommonName(CommonName);
        return name.Build();
    }
}
