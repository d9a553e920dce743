using System.Diagnostics.Metrics;

namespace DocFlow.Platform.Telemetry;

/// <summary>
/// What is measured, by name. Their tags are words of ours (a room, a route, a refusal's code), never anything that a person wrote, and
/// never an id: a document is looked for in traces and logs.
/// </summary>
public static class Instruments
{
    /// <summary>The meter's name, and the activity source's.</summary>
    public const string Name = "DocFlow";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private static readonly InstrumentAdvice<double> Ages = new()
    {
        HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 15, 60, 300, 1800, 3600, 14400, 86400, 604800],
    };

    /// <summary>The one meter.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>How long an act took in a room; tags room, act, outcome (done, refused, failed).</summary>
    public static Histogram<double> ActDuration { get; } = Meter.CreateHistogram(
        "docflow.act.duration", "s", "Time of an act: a request that writes, a consumer, a try of a delivery.", advice: Seconds);

    /// <summary>Everything that was answered with "no"; tag code.</summary>
    public static Counter<long> Refusals { get; } = Meter.CreateCounter<long>(
        "docflow.refusals", "{refusal}", "Acts that were refused, by refusal code.");

    /// <summary>Sign-ins that did not succeed; tag code.</summary>
    public static Counter<long> SignInFailures { get; } = Meter.CreateCounter<long>(
        "docflow.sign_in.failures", "{sign-in}", "Sign-ins that did not succeed, by refusal code.");

    /// <summary>Filling, hashing and signing a file with an open key; tag key (person, seal).</summary>
    public static Histogram<double> SigningDuration { get; } = Meter.CreateHistogram(
        "docflow.signing.duration", "s", "Time to write one signature into a file.", advice: Seconds);

    /// <summary>Messages carried from the outbox to the bus; a message sent again counts again.</summary>
    public static Counter<long> MessagesSent { get; } = Meter.CreateCounter<long>(
        "docflow.messages.sent", "{message}", "Messages carried from the outbox to the bus.");

    /// <summary>Messages given to an operator after the last try; tag consumer.</summary>
    public static Counter<long> MessagesFailed { get; } = Meter.CreateCounter<long>(
        "docflow.messages.failed", "{message}", "Messages that a consumer could not handle after the last try.");

    /// <summary>From the issue to the moment the recipient's system has the packet.</summary>
    public static Histogram<double> DeliveryAge { get; } = Meter.CreateHistogram(
        "docflow.delivery.age", "s", "Age of a delivery when the recipient's system has it.", advice: Ages);

    /// <summary>Copies that went out; tag timeliness (SameDay, NextMorning, Late).</summary>
    public static Counter<long> DeliveriesSent { get; } = Meter.CreateCounter<long>(
        "docflow.deliveries.sent", "{copy}", "Copies that went out: the day of the issue, by the next working noon, or later.");

    /// <summary>Counts a refusal, and notes it on the act in hand.</summary>
    public static void Refused(Refusal refusal)
    {
        Refusals.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
        RoomAct.Refused(refusal.Code);
    }
}
