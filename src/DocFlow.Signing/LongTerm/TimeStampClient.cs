using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;

namespace DocFlow.Signing.LongTerm;

/// <summary>
/// Gets time-stamps (RFC 3161) from the first of several authorities that helps. An answer is believed only when everything in it fits.
/// One for the life of the process: it remembers who is away and who wants to be left alone. For many threads.
/// </summary>
public sealed class TimeStampClient
{
    private const int MostBytes = 256 << 10;

    private readonly List<(TimeStampService Service, ServiceLine Line)> _authorities;
    private readonly StampAnswerCheck _check;

    /// <summary>A client of these authorities, the preferred first.</summary>
    /// <param name="services">The authorities.</param>
    /// <param name="anchors">Where their certificates' paths must end; empty asks for no path.</param>
    /// <param name="http">See <see cref="ServiceHttp"/>.</param>
    /// <param name="time">The clock; a token whose time differs by more than five minutes is not believed.</param>
    public TimeStampClient(
        IEnumerable<TimeStampService> services, IReadOnlyList<X509Certificate2> anchors, HttpClient http, TimeProvider time)
    {
        _authorities = [.. services.Select(one => (one, new ServiceLine(one.Address, http, one.Limits, time)))];
        _check = new StampAnswerCheck(anchors, time);
    }

    /// <summary>
    /// A token over this digest; refused with stamp.unreachable, stamp.timed-out, stamp.refused, stamp.rate-limited or stamp.untrusted
    /// after the first authority's trouble, all of them told, or stamp.no-authority.
    /// </summary>
    public async Task<SigningOutcome<TimeStampToken>> Stamp(ReadOnlyMemory<byte> digest, HashAlgorithmName hash, CancellationToken stop)
    {
        var troubles = new List<ServiceTrouble>();
        foreach (var (service, line) in _authorities)
        {
            var request = new TimeStampRequest(hash, digest.ToArray())
            {
                Nonce = TimeStampRequest.NewNonce(), Policy = service.Policy,
            };
            var question = new ServiceQuestion(request.Encode(), "application/timestamp-query", MostBytes);
            var reply = await line.Ask(question, stop);
            var (token, trouble) = reply.Bytes is { } bytes ? Read(bytes, request, service.Address) : (null, reply.Trouble);
            if (token is not null)
                return token;
            troubles.Add(trouble!);
        }

        return troubles.Count == 0 ? NoAuthority : ServiceTrouble.NoStamp(troubles);
    }

    /// <summary>The refusal where no authority was named.</summary>
    private static SigningRefusal NoAuthority { get; } = new(
        "stamp.no-authority", "Chưa chỉ định tổ chức cấp dấu thời gian.", "No time-stamp authority was named.");

    private (TimeStampToken? Token, ServiceTrouble? Trouble) Read(byte[] bytes, TimeStampRequest request, Uri address)
    {
        try
        {
            var reply = TimeStampReply.Read(bytes);
            if (reply.Token is not { } der)
                return (null, Refused(reply, address));
            var token = TimeStampToken.Read(der);
            return _check.Fault(token, request) is { } fault
                ? (null, new ServiceTrouble(address, ServiceTroubleKind.Untrusted, fault.Vi, fault.En))
                : (token, null);
        }
        catch (CmsMalformed fault)
        {
            var (vi, en) = ("trả lời không đúng chuẩn RFC 3161", $"did not answer as RFC 3161 wants: {fault.Message}");
            return (null, new ServiceTrouble(address, ServiceTroubleKind.Untrusted, vi, en));
        }
    }

    private static ServiceTrouble Refused(TimeStampReply reply, Uri address)
    {
        var said = $"{reply.Failures}{(reply.Text is null ? "" : ": " + reply.Text)}";
        return new ServiceTrouble(address, ServiceTroubleKind.Refused, $"từ chối ({said})", $"refused ({said})");
    }
}
