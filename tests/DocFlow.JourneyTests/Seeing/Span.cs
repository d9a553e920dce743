using System.Text;

namespace DocFlow.JourneyTests.Seeing;

/// <summary>A span as it came over OTLP (opentelemetry/proto/trace/v1/trace.proto).</summary>
internal sealed record Span(string Trace, string Name, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Linked)
{
    /// <summary>Every span of a request to /v1/traces.</summary>
    public static IEnumerable<Span> Read(byte[] request) =>
        from resource in Parts(request, 1)
        from scope in Parts(resource, 2)
        from span in Parts(scope, 2)
        select Of(span);

    private static Span Of(byte[] span) => new(
        Convert.ToHexStringLower(Parts(span, 1).Single()),
        Text(Parts(span, 5).Single()),
        Parts(span, 9).ToDictionary(tag => Text(Parts(tag, 1).Single()), ValueOf),
        [.. Parts(span, 13).Select(link => Convert.ToHexStringLower(Parts(link, 1).Single()))]);

    private static string ValueOf(byte[] tag) => Text(Parts(Parts(tag, 2).Single(), 1).SingleOrDefault() ?? []);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    // the length-delimited fields of this number in a protobuf message; the others are passed over
    private static List<byte[]> Parts(byte[] message, int number)
    {
        var parts = new List<byte[]>();
        using var reader = new BinaryReader(new MemoryStream(message));
        while (reader.BaseStream.Position < message.Length)
        {
            var key = reader.Read7BitEncodedInt64();
            var part = (key & 7) switch
            {
                0 => Passed(reader.Read7BitEncodedInt64()),
                1 => reader.ReadBytes(8),
                2 => reader.ReadBytes(reader.Read7BitEncodedInt()),
                5 => reader.ReadBytes(4),
                _ => throw new InvalidDataException($"Wire type {key & 7}."),
            };
            if ((key & 7) == 2 && key >> 3 == number)
                parts.Add(part);
        }

        return parts;
    }

    private static byte[] Passed(long value) => BitConverter.GetBytes(value);
}
