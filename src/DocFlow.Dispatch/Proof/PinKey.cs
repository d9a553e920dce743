using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Proof;

/// <summary>
/// An administrator pins the key of another agency's node, or takes it back. An agency may have several: receipts signed with an older one
/// stay good.
/// </summary>
public static class PinKey
{
    /// <summary>Pins it; its fingerprint.</summary>
    public static async Task<Outcome<string>> Add(Session session, string agencyCode, string pem, (string Id, string Name) by)
    {
        if (NodeKey.OfPem(pem) is not { } key)
            return Refusal.Invalid("node.key-unreadable",
                "Tệp không phải khóa công khai ECDSA P-256 dạng PEM (lệnh docflow node key in ra khóa).",
                "This is not an ECDSA P-256 public key in PEM, as docflow node key prints it.");
        var code = await DirectoryEntry.CodeInForce(session, agencyCode);
        var row = new { Code = code, KeyId = NodeKey.IdOf(key)!, NodeKey = key, session.Now, By = by.Name };
        if (await session.One<long>(Count, row) > 0)
            return row.KeyId;
        await session.Keep(Insert, row);
        await session.Record(Agency.Subject, "node-key-pinned", by, new { code, row.KeyId });
        return row.KeyId;
    }

    /// <summary>Believes it no longer; its fingerprint.</summary>
    public static async Task<Outcome<string>> Remove(Session session, string agencyCode, string keyId, (string Id, string Name) by)
    {
        var code = await DirectoryEntry.CodeInForce(session, agencyCode);
        if (await session.Execute(Delete, new { Code = code, KeyId = keyId.ToLowerInvariant() }) == 0)
            return Refusal.NotFound("node.pin-unknown",
                "Chưa ghim khóa này cho cơ quan này.", "This key is not pinned for this agency.");
        await session.Record(Agency.Subject, "node-key-unpinned", by, new { code, keyId });
        return keyId.ToLowerInvariant();
    }

    private const string Count = """
        select count(*)
        from dispatch_pinned_key
        where agency_code = @Code and key_id = @KeyId
        """;

    private const string Insert = """
        insert into dispatch_pinned_key (agency_code, key_id, node_key, pinned_at, pinned_by_name)
        values (@Code, @KeyId, @NodeKey, @Now, @By)
        """;

    private const string Delete = """
        delete from dispatch_pinned_key
        where agency_code = @Code and key_id = @KeyId
        """;
}
