using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Reconciling;

namespace DocFlow.Intake;

/// <summary>What the reconciler asks of this room: is the register whole, of whom was told and heard, and whose is each file.</summary>
internal static class CheckIntake
{
    public static IReadOnlyList<Check> Checks { get; } = [new(Register) { Thorough = true }];

    public static IReadOnlyList<Handover> Told { get; } =
    [
        new(typeof(DocumentRegistered), (session, look) => session.List<Known>(Registered, look.Parameters)),
        new(typeof(SenderAnswered), (session, look) => session.List<Known>(Answered, look.Parameters)),
    ];

    public static IReadOnlyList<Handover> Heard { get; } =
    [
        new(typeof(TaskAssigned), (session, look) => session.List<Known>(HandedOver, look.Parameters)),
        new(typeof(CaseClosed), (session, look) => session.List<Known>(Ended, look.Parameters)),
        new(typeof(PacketAccepted), (session, look) => session.List<Known>(TakenIn, look.Parameters)),
    ];

    public static Task<IReadOnlyList<OwnedFile>> Files(ReadSession session, FilePart part) => session.List<OwnedFile>(Owned, part);

    private static async Task<IReadOnlyList<Finding>> Register(ReadSession session, Look look)
    {
        var years = await VerifyRegister.Handle(session);
        return [.. years.Where(year => !year.Whole).Select(year => new Finding("register.gap", null, look.Now,
            $"Sổ văn bản đến năm {year.Year}: thiếu số {string.Join(", ", year.Missing)}; trùng số {string.Join(", ", year.Doubled)}.",
            $"Incoming register of {year.Year}: missing {string.Join(", ", year.Missing)}; doubled {string.Join(", ", year.Doubled)}."))];
    }

    private const string Registered = """
        select id as subject, registered_at as since
        from intake_document
        where registered_at >= @From and voided_at is null
        """;

    private const string Answered = """
        select id as subject, given_at as since
        from intake_answer
        where given_at >= @From
        """;

    private const string TakenIn = """
        select id as subject, received_at as since
        from intake_packet
        where received_at >= @HeardFrom
        """;

    private const string HandedOver = """
        select id as subject, handed_at as since
        from intake_document
        where handed_at >= @HeardFrom
        """;

    private const string Ended = """
        select id as subject, ended_at as since
        from intake_document
        where ended_at >= @HeardFrom
        """;

    private const string Owned = """
        select sha256, id as subject, received_at as since
        from intake_file
        where sha256 >= @From and sha256 < @To and state <> 'Destroyed'
        union all
        select sha256, id as subject, received_at as since
        from intake_packet
        where sha256 >= @From and sha256 < @To and destroyed_at is null
        union all
        select packet_sha256 as sha256, id as subject, asked_at as since
        from intake_request
        where packet_sha256 >= @From and packet_sha256 < @To and destroyed_at is null
        """;
}
