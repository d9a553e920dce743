using System.Formats.Asn1;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Evidence;

/// <summary>Why a time-stamp authority refuses (RFC 3161 2.4.2, PKIFailureInfo).</summary>
[Flags]
public enum TimeStampFailures
{
    /// <summary>It does not say.</summary>
    None = 0,

    /// <summary>It does not know the digest algorithm.</summary>
    BadAlg = 1 << 0,

    /// <summary>It does not permit or support the request.</summary>
    BadRequest = 1 << 2,

    /// <summary>The request has a wrong form.</summary>
    BadDataFormat = 1 << 5,

    /// <summary>Its clock is away.</summary>
    TimeNotAvailable = 1 << 14,

    /// <summary>It does not stamp under the policy wished for.</summary>
    UnacceptedPolicy = 1 << 15,

    /// <summary>It does not know an extension.</summary>
    UnacceptedExtension = 1 << 16,

    /// <summary>Something asked for in addition is not to be had.</summary>
    AddInfoNotAvailable = 1 << 17,

    /// <summary>It broke down.</summary>
    SystemFailure = 1 << 25,
}

/// <summary>A time-stamp authority's answer (RFC 3161 2.4.2): a token, or why there is none.</summary>
public sealed record TimeStampReply
{
    private const int Granted = 0;
    private const int Rejected = 2;
    private const int LongestText = 200;

    /// <summary>The DER of the token; null when it was refused.</summary>
    public ReadOnlyMemory<byte>? Token { get; private init; }

    /// <summary>What the authority says to it; cut after 200 characters, for it is shown to people.</summary>
    public string? Text { get; private init; }

    /// <summary>Why it refused.</summary>
    public TimeStampFailures Failures { get; private init; }

    /// <summary>The answer in DER that grants this token.</summary>
    public static byte[] Grant(ReadOnlySpan<byte> token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
                writer.WriteInteger(Granted);
            writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }

    /// <summary>The answer in DER that refuses.</summary>
    public static byte[] Refuse(TimeStampFailures failures, string text)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteInteger(Rejected);
            using (writer.PushSequence())
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, text);
            writer.WriteNamedBitList(failures);
        }

        return writer.Encode();
    }

    /// <summary>Reads an answer; throws <see cref="CmsMalformed"/>.</summary>
    public static TimeStampReply Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var parts = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var status = parts.ReadSequence();
            var isGranted = status.ReadInteger() <= 1; // granted, or granted with modifications
            var reply = new TimeStampReply
            {
                Text = status.HasData && status.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? ReadText(status.ReadSequence()) : null,
                Failures = status.HasData ? ReadFailures(status) : TimeStampFailures.None,
                Token = parts.HasData ? parts.ReadEncodedValue() : default(ReadOnlyMemory<byte>?),
            };
            parts.ThrowIfNotEmpty();
            return isGranted == reply.Token.HasValue ? reply : throw new CmsMalformed("The answer grants without a token, or the reverse.");
        }
        catch (AsnContentException fault)
        {
            throw new CmsMalformed("The time-stamp answer is not well-formed DER.", fault);
        }
    }

    private static string ReadText(AsnReader strings)
    {
        var texts = new List<string>();
        while (strings.HasData)
            texts.Add(strings.ReadCharacterString(UniversalTagNumber.UTF8String));
        var text = string.Join(" ", texts);
        return text.Length <= LongestText ? text : text[..LongestText] + "…";
    }

    // bit 0 is the first one of the string
    private static TimeStampFailures ReadFailures(AsnReader status)
    {
        var bits = status.ReadBitString(out _);
        var failures = TimeStampFailures.None;
        for (var bit = 0; bit < Math.Min(32, bits.Length * 8); bit++)
            if ((bits[bit / 8] & (0x80 >> (bit % 8))) != 0)
                failures |= (TimeStampFailures)(1 << bit);
        return failures;
    }
}
