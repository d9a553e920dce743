using System.Xml;
using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Reading;

/// <summary>
/// Reads what real systems send: any prefix, any order, either date form; and refuses what no honest system sends.
/// Bad packets are a report, never an exception; only the caller's own streams and token throw. Blocking: give it a file, not a socket.
/// </summary>
public static class PacketReader
{
    /// <summary>`destination` gives room for each file; the reader disposes what it gets.</summary>
    public static ReadReport Read(
        Stream packet, Func<AttachmentHead, Stream> destination, ReadSettings? settings = null, CancellationToken stop = default)
    {
        settings ??= ReadSettings.Default;
        var findings = new Findings();
        using var attachments = new AttachmentReader(destination, settings, findings, stop);
        try
        {
            var root = Parse(packet, settings, attachments, findings, stop);
            var (document, status) = Understand(root, settings, findings);
            ReportLeftovers(root, attachments, findings);
            if (!findings.HasErrors)
                return new()
                {
                    Outcome = findings.All.Count == 0 ? ReadOutcome.Readable : ReadOutcome.ReadableWithWarnings,
                    Document = document,
                    Status = status,
                    Attachments = attachments.Received,
                    Findings = findings.All,
                };
        }
        catch (PacketRefused refused)
        {
            findings.Add(refused.Finding);
        }
        catch (XmlException dtd) when (dtd.Message.Contains("DTD", StringComparison.Ordinal))
        {
            findings.Add(PacketSentences.Dtd());
        }
        catch (XmlException broken)
        {
            findings.Add(PacketSentences.NotXml("/", broken.LineNumber, broken.Message));
        }

        return new() { Outcome = ReadOutcome.Refused, Findings = findings.All };
    }

    private static Element Parse(
        Stream packet, ReadSettings settings, AttachmentReader attachments, Findings findings, CancellationToken stop)
    {
        using var input = new GuardedInput(packet, settings, stop);
        using var xml = XmlReader.Create(input, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        });
        return new TreeReader(xml, input, settings, attachments, findings).Read();
    }

    private static (DocumentPacket? Document, StatusPacket? Status) Understand(Element root, ReadSettings settings, Findings findings)
    {
        var fields = new Fields(findings);
        if (root.Anywhere("MessageHeader").FirstOrDefault() is not { } header)
            throw new PacketRefused(Sentences.Missing("MessageHeader"));

        return header.Child("StatusCode") is null
            ? (new DocumentReading(fields, findings, settings).Read(header, root), null)
            : (null, new StatusReading(fields).Read(header));
    }

    // what nobody asked for, and files that were announced and did not come
    private static void ReportLeftovers(Element root, AttachmentReader attachments, Findings findings)
    {
        var came = attachments.Received.Select(one => one.ContentId).ToHashSet();
        var announced = root.Anywhere("Reference").ToList();
        announced.ForEach(reference => reference.Settle());
        var missing = announced.Count > came.Count ? announced.Where(one => !came.Contains(AttachmentFacts.IdOf(one))) : [];
        foreach (var reference in missing.TakeWhile(_ => !findings.Enough))
            findings.Add(PacketSentences.NoContent(reference.Path));
        foreach (var unknown in root.NotUnderstood().TakeWhile(_ => !findings.Enough))
            findings.Add(Sentences.Ignored(unknown.Path));
    }
}
