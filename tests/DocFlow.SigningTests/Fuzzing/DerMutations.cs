namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>Mutations of DER: tags, lengths, parts left out, doubled or exchanged, the lengths around them kept right or not.</summary>
internal static class DerMutations
{
    private static readonly byte[] Tags =
        [0x02, 0x03, 0x04, 0x05, 0x06, 0x0A, 0x0C, 0x13, 0x17, 0x18, 0x30, 0x31, 0x80, 0xA0, 0xA1, 0xA2, 0x00, 0x1F];

    public static byte[] Mutate(byte[] der, Random random)
    {
        if (random.Next(4) == 0)
            return ByteMutations.Mutate(der, random);
        var steps = random.Next(2, 12);
        return Rebuilt(der, random, ref steps);
    }

    // goes down at random and changes one part; everything above it gets its right length
    private static byte[] Rebuilt(byte[] der, Random random, ref int steps)
    {
        if (Parts(der) is not { Count: > 0 } parts)
            return ByteMutations.Mutate(der, random);
        var at = random.Next(parts.Count);
        var part = parts[at];
        if (--steps > 0 && (part[0] & 0x20) != 0 && part.Length > 4)
        {
            var head = HeadLength(part);
            parts[at] = Wrapped(part[0], Rebuilt(part[head..], random, ref steps));
            return [.. parts.SelectMany(one => one)];
        }

        switch (random.Next(7))
        {
            case 0: parts.RemoveAt(at); break;
            case 1: parts.Insert(at, part); break;
            case 2: parts[at] = [Tags[random.Next(Tags.Length)], .. part[1..]]; break;
            case 3: (parts[at], parts[^1]) = (parts[^1], parts[at]); break;
            case 4: parts[at] = Wrapped(part[0], ByteMutations.Mutate(part[HeadLength(part)..], random)); break;
            case 5: parts[at] = [part[0], .. Length(random), .. part[HeadLength(part)..]]; break;
            default: parts[at] = Wrapped(part[0], []); break;
        }

        return [.. parts.SelectMany(one => one)];
    }

    private static byte[] Length(Random random) => random.Next(6) switch
    {
        0 => [0x80], 1 => [0xFF], 2 => [0x84, 0x7F, 0xFF, 0xFF, 0xFF], 3 => [0x88, 1, 2, 3, 4, 5, 6, 7, 8], 4 => [0x81, 0x01],
        _ => [(byte)random.Next(128)],
    };

    // null where the bytes are no row of whole parts
    private static List<byte[]>? Parts(byte[] der)
    {
        var parts = new List<byte[]>();
        for (var at = 0; at < der.Length;)
        {
            var rest = der[at..];
            var head = rest.Length < 2 || (rest[1] > 0x80 && rest.Length < 2 + (rest[1] & 0x7F)) ? 0 : HeadLength(rest);
            var length = head == 0 ? -1 : ContentLength(rest);
            if (length < 0 || length > rest.Length - head)
                return null;
            parts.Add(rest[..(head + length)]);
            at += head + length;
        }

        return parts;
    }

    private static int HeadLength(byte[] part) => part[1] < 0x80 ? 2 : 2 + (part[1] & 0x7F);

    private static int ContentLength(byte[] part) => part[1] switch
    {
        < 0x80 => part[1],
        0x81 => part[2],
        0x82 => part[2] << 8 | part[3],
        0x83 => part[2] << 16 | part[3] << 8 | part[4],
        _ => -1,
    };

    private static byte[] Wrapped(byte tag, byte[] content) => content.Length switch
    {
        < 0x80 => [tag, (byte)content.Length, .. content],
        < 0x100 => [tag, 0x81, (byte)content.Length, .. content],
        < 0x10000 => [tag, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content],
        _ => [tag, 0x83, (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. content],
    };
}
