using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// POST /dispatch/peers: an administrator adds an exchange or a node that we hand packets to, or changes it. Its secrets are kept
/// protected; one that is not given stays as it is.
/// </summary>
public sealed class SetPeer(Once once, PartnerSecrets secrets)
{
    /// <summary>The trail's subject for acts on peers.</summary>
    public static Guid Subject { get; } = Guid.Parse("01900000-0000-7000-8000-000000000003");

    public sealed record Command(string Code, string Name, string Endpoint, string SystemId)
    {
        public string? Secret { get; init; }

        public string Dialect { get; init; } = Peer.Vxp;

        public string? UserName { get; init; }

        public string? Password { get; init; }

        /// <summary>PEM: the TLS certificate by which it knows us, with its key. Null: as it is; empty: none.</summary>
        public string? Certificate { get; init; }

        /// <summary>PEM: certificates or authorities that it may show us. Null: as it is; empty: the machine's authorities.</summary>
        public string? Trusted { get; init; }

        public string Layout { get; init; } = "vpcp";

        /// <summary>How it wants to be asked for a document back: status (13) or message (type 1).</summary>
        public string RecallBy { get; init; } = Peer.ByStatus;

        public bool Polled { get; init; }

        public bool TakesOthers { get; init; }

        public bool Active { get; init; } = true;

        /// <summary>Agencies that are reached by it besides the one whose code it bears.</summary>
        public IReadOnlyList<string> Recipients { get; init; } = [];
    }

    /// <summary>The peer as kept.</summary>
    public sealed record Answer(string Code);

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapPost("/peers", async (
        Command command, RequestKey key, Actor actor, SetPeer peers, Language language, CancellationToken stop) =>
        (await peers.Handle(command, key, actor, stop)).ToResult(language))
        .WithMetadata(new RequiresRoleAttribute(Role.Administrator));

    /// <summary>An administrator's request.</summary>
    public Task<Outcome<Answer>> Handle(Command command, RequestKey key, Actor actor, CancellationToken stop) =>
        once.Run(key, WithoutSecrets(command), session => Handle(command, session, secrets, By.Person(actor)), stop);

    /// <summary>Keeps it.</summary>
    public static async Task<Outcome<Answer>> Handle(
        Command command, Session session, PartnerSecrets secrets, (string Id, string Name) by)
    {
        var code = command.Code?.Trim() ?? "";
        var before = await Peer.Find(session, code);
        if (WhyNot(command, before) is { } refusal)
            return refusal;

        var row = Row(command, code, before, secrets);
        if (command.TakesOthers)
            await session.Execute(TakeOthersFromAll, new { No = false });
        await session.Execute(before is null ? Add : Change, row);
        await session.Execute(ForgetRoutes, new { Code = code });
        foreach (var recipient in command.Recipients.Select(one => one.Trim()).Where(one => one.Length is > 0 and <= 50).Distinct())
        {
            await session.Execute(ForgetRoute, new { Recipient = recipient });
            await session.Execute(AddRoute, new { Recipient = recipient, Code = code });
        }

        await session.Record(Subject, before is null ? "peer-added" : "peer-changed", by, Told(command));
        return new Answer(code);
    }

    // a hash of what was asked is kept: a password could be guessed by it
    private static Command WithoutSecrets(Command command) => command with { Secret = null, Password = null, Certificate = null };

    // secrets are nobody's to read in the trail
    private static object Told(Command command) => new
    {
        command.Code,
        command.Dialect,
        command.Endpoint,
        command.SystemId,
        NewSecret = command.Secret is not null,
        NewPassword = command.Password is not null,
        NewCertificate = command.Certificate is null ? null : Identity(command)?.Print,
        command.Layout,
        command.RecallBy,
        command.Polled,
        command.TakesOthers,
        command.Active,
        command.Recipients,
    };

    private static object Row(Command command, string code, Peer? before, PartnerSecrets secrets) => new
    {
        Code = code,
        Name = command.Name.Trim(),
        command.Dialect,
        Endpoint = command.Endpoint.Trim(),
        SystemId = command.SystemId.Trim(),
        Secret = string.IsNullOrEmpty(command.Secret) ? before!.ProtectedSecret : secrets.Protect(command.Secret),
        UserName = string.IsNullOrWhiteSpace(command.UserName) ? before?.UserName : command.UserName.Trim(),
        Password = string.IsNullOrEmpty(command.Password) ? before?.ProtectedPassword : secrets.Protect(command.Password),
        Certificate = Kept(command.Certificate, before?.ProtectedCertificate, secrets.Protect),
        Print = Kept(command.Certificate, before?.CertificatePrint, _ => Identity(command)!.Print!),
        Until = command.Certificate is null ? before?.CertificateUntil : Identity(command)?.Until,
        Trusted = Kept(command.Trusted, before?.TrustedCertificate, _ => Identity(command)!.Trusted!),
        command.Layout,
        command.RecallBy,
        command.Polled,
        command.TakesOthers,
        command.Active,
    };

    private static string? Kept(string? given, string? before, Func<string, string> keep) =>
        given is null ? before : given.Trim() is { Length: > 0 } text ? keep(text) : null;

    private static LineIdentity? Identity(Command command) => LineIdentity.Read(
        string.IsNullOrWhiteSpace(command.Certificate) ? null : command.Certificate,
        string.IsNullOrWhiteSpace(command.Trusted) ? null : command.Trusted);

    private static Refusal? WhyNot(Command command, Peer? before)
    {
        if (command.Code?.Trim() is not { Length: > 0 and <= 50 } || command.Name?.Trim() is not { Length: > 0 and <= 300 }
            || command.SystemId?.Trim() is not { Length: > 0 and <= 100 } || (before is null && string.IsNullOrEmpty(command.Secret)))
            return Incomplete;
        if (command.Dialect is not (Peer.Vxp or Peer.Provincial) || command.Layout is not ("vpcp" or "vnpt")
            || command.RecallBy is not (Peer.ByStatus or Peer.ByMessage))
            return Unspoken;
        if (Identity(command) is null)
            return CertificateUnusable;
        return IsWebAddress(command.Endpoint?.Trim() ?? "") ? null : NoAddress;
    }

    private static bool IsWebAddress(string address) =>
        address.Length <= 500 && Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");

    /// <summary>Agencies that are reached by a peer besides its own.</summary>
    public static Task<IReadOnlyList<string>> Recipients(ReadSession session, string peer) =>
        session.List<string>(RoutesOf, new { Code = peer });

    /// <summary>There is one of this code.</summary>
    public static Refusal Exists { get; } = Refusal.Conflict("peer.exists",
        "Đã có kết nối với mã này.", "There is a connection of this code already.");

    /// <summary>There is none, or it is not used now.</summary>
    public static Refusal Unknown { get; } = Refusal.NotFound("peer.unknown",
        "Không có kết nối này hoặc kết nối đang tạm ngừng.", "There is no such connection, or it is stopped.");

    private static Refusal Incomplete { get; } = Refusal.Invalid("peer.incomplete",
        "Cần mã, tên, mã hệ thống và khóa bí mật của kết nối.", "Code, name, system id and secret of the connection are needed.");

    private static Refusal Unspoken { get; } = Refusal.Invalid("peer.dialect-unknown",
        "Giao thức là vxp hoặc provincial; khuôn dạng là vpcp hoặc vnpt; thu hồi bằng status hoặc message.",
        "The dialect is vxp or provincial; the layout vpcp or vnpt; recalls go by status or message.");

    private static Refusal CertificateUnusable { get; } = Refusal.Invalid("peer.certificate-unusable",
        "Chứng thư TLS phải ở dạng PEM; chứng thư của ta phải kèm khóa không đặt mật khẩu.",
        "TLS certificates must be PEM; ours must come with its key, which has no password.");

    private static Refusal NoAddress { get; } = Refusal.Invalid("peer.address-invalid",
        "Địa chỉ phải bắt đầu bằng http:// hoặc https://.", "The address must begin with http:// or https://.");

    private const string Add = """
        insert into dispatch_peer (
            code, name, dialect, endpoint, system_id, protected_secret, user_name, protected_password, layout, polled, takes_others, active,
            protected_certificate, certificate_print, certificate_until, trusted_certificate, recall_by, failures)
        values (
            @Code, @Name, @Dialect, @Endpoint, @SystemId, @Secret, @UserName, @Password, @Layout, @Polled, @TakesOthers, @Active,
            @Certificate, @Print, @Until, @Trusted, @RecallBy, 0)
        """;

    // a peer that was changed is tried at once
    private const string Change = """
        update dispatch_peer
        set name = @Name, dialect = @Dialect, endpoint = @Endpoint, system_id = @SystemId, protected_secret = @Secret,
            user_name = @UserName, protected_password = @Password, layout = @Layout, polled = @Polled, takes_others = @TakesOthers,
            recall_by = @RecallBy, active = @Active, protected_certificate = @Certificate, certificate_print = @Print,
            certificate_until = @Until, trusted_certificate = @Trusted, failures = 0, open_until = null, last_error = null
        where code = @Code
        """;

    private const string TakeOthersFromAll = """
        update dispatch_peer
        set takes_others = @No
        """;

    private const string RoutesOf = """
        select recipient_code
        from dispatch_route
        where peer_code = @Code
        order by recipient_code
        """;

    private const string ForgetRoutes = """
        delete from dispatch_route
        where peer_code = @Code
        """;

    private const string ForgetRoute = """
        delete from dispatch_route
        where recipient_code = @Recipient
        """;

    private const string AddRoute = """
        insert into dispatch_route (recipient_code, peer_code)
        values (@Recipient, @Code)
        """;
}
