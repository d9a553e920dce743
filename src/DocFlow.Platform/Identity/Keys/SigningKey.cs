using System.Security.Cryptography.X509Certificates;
using DocFlow.Platform.Data;

namespace DocFlow.Platform.Identity.Keys;

/// <summary>A key enrolled here: whose it is and what it shows; the key itself lies in a file that only its PIN opens.</summary>
public sealed record SigningKey
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The person it belongs to; null for the agency's seal.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Its certificate, PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>Whom the certificate names.</summary>
    public required string Subject { get; init; }

    /// <summary>The certificate's SHA-256, lower-case hex.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>When the certificate ends.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The picture of the signature (blue) or of the seal (red), a PNG in the content store.</summary>
    public required string ImageSha256 { get; init; }

    /// <summary>Wrong PINs in a row.</summary>
    public required int TriesUsed { get; init; }

    /// <summary>Whether it may still be used.</summary>
    public required bool Active { get; init; }

    /// <summary>The seal, not a person's key.</summary>
    public bool IsSeal => OwnerId is null;

    /// <summary>The name of its PKCS#12 file in the key folder.</summary>
    internal string File => FileOf(Id);

    /// <summary>The key that a person signs with, or null when none is enrolled.</summary>
    public static Task<SigningKey?> OfPerson(ReadSession session, Guid userId) =>
        session.Find<SigningKey>(ByOwner, new { UserId = userId, Active = true });

    /// <summary>The same, together with what is asked next.</summary>
    public static Task<Later<IReadOnlyList<SigningKey>>> AskOfPerson(ReadSession session, Guid userId) =>
        session.Ask<SigningKey>(ByOwner, new { UserId = userId, Active = true });

    /// <summary>The agency's seal, or null when none is enrolled.</summary>
    public static Task<SigningKey?> Seal(ReadSession session) => session.Find<SigningKey>(TheSeal, new { Active = true });

    /// <summary>Any key, also a retired one, or null.</summary>
    public static Task<SigningKey?> Find(ReadSession session, Guid id) => session.Find<SigningKey>(ById, new { Id = id });

    /// <summary>The certificates a person signs or ever signed with.</summary>
    public static Task<IReadOnlyList<string>> ThumbprintsOf(ReadSession session, Guid userId) =>
        session.List<string>(Thumbprints, new { UserId = userId });

    /// <summary>All keys, the ones in use first.</summary>
    public static Task<IReadOnlyList<SigningKey>> All(ReadSession session) => session.List<SigningKey>(Every);

    internal static string FileOf(Guid id) => $"{id:N}.p12";

    /// <summary>Enrols a key; the owner's former one is retired.</summary>
    internal static async Task Add(Session session, Guid id, Guid? owner, X509Certificate2 certificate, string imageSha256)
    {
        await session.Execute(owner is null ? RetireSeal : RetireOwners, new { UserId = owner, Yes = true, No = false });
        await session.Execute(Insert, new
        {
            Id = id,
            Owner = owner,
            Certificate = certificate.ExportCertificatePem(),
            Subject = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            Thumbprint = certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).ToLowerInvariant(),
            NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
            Image = imageSha256,
            Yes = true,
            session.Now,
        });
    }

    private const string Columns = "id, owner_id, certificate, subject, thumbprint, not_after, image_sha256, tries_used, active";

    private const string ByOwner = $"""
        select {Columns}
        from signing_key
        where owner_id = @UserId and active = @Active
        """;

    private const string TheSeal = $"""
        select {Columns}
        from signing_key
        where owner_id is null and active = @Active
        """;

    private const string ById = $"""
        select {Columns}
        from signing_key
        where id = @Id
        """;

    private const string Thumbprints = """
        select thumbprint
        from signing_key
        where owner_id = @UserId
        """;

    private const string Every = $"""
        select {Columns}
        from signing_key
        order by active desc, subject, enrolled_at
        """;

    private const string RetireSeal = """
        update signing_key
        set active = @No
        where owner_id is null and active = @Yes
        """;

    private const string RetireOwners = """
        update signing_key
        set active = @No
        where owner_id = @UserId and active = @Yes
        """;

    private const string Insert = """
        insert into signing_key
            (id, owner_id, certificate, subject, thumbprint, not_after, image_sha256, tries_used, active, enrolled_at)
        values (@Id, @Owner, @Certificate, @Subject, @Thumbprint, @NotAfter, @Image, 0, @Yes, @Now)
        """;
}
