using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Delivering;

/// <summary>A status packet to be sent: about which document, from and to whom, and what it says.</summary>
public sealed record StatusToSend
{
    /// <summary>The packet's id, however often it is sent; asked for twice it is sent once.</summary>
    public required Guid Id { get; init; }

    /// <summary>Our code that it is from.</summary>
    public required string FromCode { get; init; }

    public required string ToCode { get; init; }

    public string? ToName { get; init; }

    /// <summary>The document's key on the exchange.</summary>
    public required string ExchangeId { get; init; }

    /// <summary>Its number and notation.</summary>
    public required string Code { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public required StatusCode Status { get; init; }

    public string? Description { get; init; }

    public string? Department { get; init; }

    public string? Staff { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>Set where a document message goes in place of a status packet: an update.</summary>
    public PacketBusiness? Business { get; init; }
}

/// <summary>Queues a status packet in the transaction of what it tells; it goes out like a document, as often as it must.</summary>
public sealed class QueueStatus([FromKeyedServices(DeliverStatuses.Due)] Bell bell)
{
    public async Task Add(Session session, StatusToSend status)
    {
        if (await session.One<long>(Count, new { status.Id }) > 0)
            return;
        await session.Keep(Insert, new
        {
            status.Id,
            status.FromCode,
            status.ToCode,
            ToName = Shortened.Of(status.ToName, 200),
            status.ExchangeId,
            Code = Shortened.Of(status.Code, 60),
            status.IssuedOn,
            Status = status.Status.Raw,
            Description = Shortened.Of(status.Description, 1000),
            Department = Shortened.Of(status.Department, 200),
            Staff = Shortened.Of(status.Staff, 200),
            status.GivenAt,
            Business = (int?)status.Business,
            session.Now,
        });
        session.AfterCommit(bell.Ring);
    }

    private const string Count = """
        select count(*)
        from dispatch_answer
        where id = @Id
        """;

    private const string Insert = """
        insert into dispatch_answer (
            id, from_code, to_code, to_name, exchange_id, document_code, issued_on, status, description, department, staff, given_at,
            business, state, urgency, due_at, sends, created_at, changed_at)
        values (
            @Id, @FromCode, @ToCode, @ToName, @ExchangeId, @Code, @IssuedOn, @Status, @Description, @Department, @Staff, @GivenAt,
            @Business, 'preparing', 0, @Now, 0, @Now, @Now)
        """;
}
