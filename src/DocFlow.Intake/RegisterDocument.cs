using DocFlow.Contracts;
using DocFlow.Intake.Packets;
using DocFlow.Intake.Registering;
using DocFlow.Intake.Replies;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake;

/// <summary>POST /intake/documents: a clerk confirms what a received paper is, and it gets its arrival number.</summary>
public sealed class RegisterDocument(Once once, SecretFiles secrets)
{
    /// <summary>The files, what the paper is, and, if it was seen before, the clerk's decision: attach it, or register it anew.</summary>
    public sealed record Command
    {
        public IReadOnlyList<FileChoice> Files { get; init; } = [];

        /// <summary>
        /// The waiting packet it came in, over the exchange: all its files are registered, those that <see cref="Files"/> does not name as
        /// the convention has it.
        /// </summary>
        public Guid? PacketId { get; init; }

        public Metadata Document { get; init; } = new();

        /// <summary>What the enclosed draft is to be issued as.</summary>
        public OutgoingDraft? Draft { get; init; }

        /// <summary>The arrival that the draft answers, "12/2026"; a draft that comes in a packet answers what it came with.</summary>
        public string? DraftAnswers { get; init; }

        /// <summary>The earlier document that only gets these files.</summary>
        public Guid? AttachTo { get; init; }

        /// <summary>Why the same document is registered once more.</summary>
        public string? AnewReason { get; init; }
    }

    /// <summary>Where it stands in the register.</summary>
    public sealed record Answer
    {
        public required Guid DocumentId { get; init; }

        public required int Year { get; init; }

        public required int ArrivalNumber { get; init; }

        public required DateOnly ArrivedOn { get; init; }
    }

    /// <summary>Registers once; a paper that the clerk declares secret is destroyed instead.</summary>
    public async Task<Outcome<Answer>> Submit(Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;
        if (command.Document.Secrecy != Secrecy.None)
            return await secrets.Refuse(command, actor, stop);

        return await once.Run(key, command, session => Handle(command, session, actor), stop);
    }

    private static async Task<Outcome<Answer>> Handle(Command command, Session session, Actor actor)
    {
        var packet = command.PacketId is { } came ? await PacketRow.Find(session, came) : null;
        var choices = packet is null ? command.Files : await PacketOnDesk.Files(packet.Id, command.Files, session);
        var chosen = await FileChoices.Load(choices, command.PacketId, session);
        if (chosen.Refusal is { } unusable)
            return unusable;
        if (command.AttachTo is { } earlier)
            return await Attach(earlier, (command.PacketId, chosen.Answer), session, actor);

        var document = command.Document.Trimmed();
        var today = DateOnly.FromDateTime(session.Now.InOffice().DateTime);
        if (Check(command, document, chosen.Answer, today) is { } wrong)
            return wrong;
        if (command.Draft is { } draft && await DraftParties.Check(draft, session) is { } unknown)
            return unknown;

        var answered = await AnsweredArrival.Find(command.DraftAnswers, today, session);
        if (answered.Refusal is { } unheardOf)
            return unheardOf;

        var codeKey = DocumentCode.KeyOf(document.CodeNumber, document.CodeNotation, document.OrganName, document.IssuedOn);
        var seen = await EarlierArrivals.Find(EarlierArrivals.Sought.Of(codeKey, packet?.ExchangeKey, chosen.Answer), session);
        if (seen.Count > 0 && command.AnewReason is null)
            return EarlierArrivals.Duplicate(seen);

        return await Enter(new Arrival
        {
            Id = Guid.CreateVersion7(session.Now),
            Today = today,
            Now = session.Now,
            Clerk = actor,
            Document = document,
            Files = chosen.Answer,
            Draft = command.Draft is { } ours ? ours with { Answers = answered.Answer } : null,
            CodeKey = codeKey,
            Packet = packet,
            AnewReason = seen.Count > 0 ? command.AnewReason!.Trim() : null,
        }, session);
    }

    private static Refusal? Check(Command command, Metadata document, IReadOnlyList<ChosenFile> files, DateOnly today)
    {
        if (command.AnewReason is not null && !Refusals.IsReason(command.AnewReason))
            return Refusals.NoReason;
        return FileChoices.Check(files, describesDraft: command.Draft is not null)
            ?? MetadataCheck.Of(document, today)
            ?? (command.Draft is null ? null : MetadataCheck.Of(command.Draft, today));
    }

    private static async Task<Outcome<Answer>> Enter(Arrival arrival, Session session)
    {
        if (await Take(arrival.Files, arrival.Id, arrival.RepeatKeyOf, session) is { } taken)
            return taken;

        RoomAct.On(arrival.Id);
        var number = await session.TakeNumber($"incoming/{arrival.Today.Year}");
        await session.Keep(Add, arrival.Row(number));
        await session.Publish(arrival.Message(number));
        await session.RecordFirst(arrival.Id, "registered", arrival.Clerk, new
        {
            arrival.Today.Year,
            ArrivalNumber = number,
            arrival.Code,
            Files = arrival.Files.Select(file => file.File),
            arrival.AnewReason,
            Packet = arrival.Packet?.Id,
        });
        var answer = new Answer { DocumentId = arrival.Id, Year = arrival.Today.Year, ArrivalNumber = number, ArrivedOn = arrival.Today };
        return await Leave(arrival.Packet?.Id, answer, session, arrival.Clerk);
    }

    private static async Task<Outcome<Answer>> Leave(Guid? packet, Answer answer, Session session, Actor actor) =>
        packet is { } id && await PacketOnDesk.Register(id, answer, session, actor) is { } gone ? gone : answer;

    private static async Task<Outcome<Answer>> Attach(
        Guid earlier, (Guid? Packet, IReadOnlyList<ChosenFile> Files) came, Session session, Actor actor)
    {
        var files = came.Files;
        if (await session.Find<Answer>(NotVoided, new { Id = earlier }) is not { } document)
            return Refusals.UnknownDocument;
        RoomAct.On(earlier);
        // a later copy is an annex of what is already registered: the case goes on with the files it has
        IReadOnlyList<ChosenFile> copies = [.. files.Select(file => file with { Purpose = FilePurpose.Annex })];
        if (await Take(copies, earlier, file => file.Id.ToString("N"), session) is { } taken)
            return taken;

        await session.Record(earlier, "file-attached", actor, new { Files = files.Select(file => file.File), came.Packet });
        return await Leave(came.Packet, document, session, actor);
    }

    private static async Task<Refusal?> Take(
        IReadOnlyList<ChosenFile> files, Guid document, Func<ChosenFile, string> repeatKey, Session session)
    {
        var taken = new List<Later<int>>();
        foreach (var (position, file) in files.Index())
        {
            taken.Add(await session.Count(TakeIfReady, new
            {
                file.Id,
                From = file.State.ToString(),
                Document = document,
                Purpose = file.Purpose.ToString(),
                Position = position,
                Key = repeatKey(file),
            }));
        }

        foreach (var (position, file) in files.Index())
        {
            if (await taken[position].Answer() == 0)
                return FileChoices.Taken(file.File.Name);
        }

        return null;
    }

    private const string NotVoided = """
        select id as document_id, year, arrival_number, arrived_on
        from intake_document
        where id = @Id and voided_at is null
        """;

    private const string TakeIfReady = """
        update intake_file
        set state = 'Registered', document_id = @Document, purpose = @Purpose, position = @Position, repeat_key = @Key
        where id = @Id and state = @From
        """;

    private const string Add = """
        insert into intake_document (
            id, year, arrival_number, arrived_on, file_catalog, file_notation, type_name, code_number, code_notation, issued_on,
            organ_id, organ_name, subject, language, pages, description, signer_position, signer_name, urgency, to_places, due_on,
            draft, draft_answers, registered_at, registered_by, registered_by_name, anew_reason, code_key, repeat_key)
        values (
            @Id, @Year, @ArrivalNumber, @Today, @FileCatalog, @FileNotation, @TypeName, @CodeNumber, @CodeNotation, @IssuedOn,
            @OrganId, @OrganName, @Subject, @Language, @Pages, @Description, @SignerPosition, @SignerName, @Urgency, @ToPlaces, @DueOn,
            @Draft, @DraftAnswers, @Now, @UserId, @FullName, @AnewReason, @CodeKey, @RepeatKey)
        """;
}
