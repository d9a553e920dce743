using System.Formats.Asn1;
using System.Security.Cryptography;

namespace DocFlow.Signing.Keys.Files;

/// <summary>What tells a wrong PIN from a right one: the MAC over a PKCS#12 file (RFC 7292 4; RFC 9579 for PBMAC1).</summary>
internal sealed class Pkcs12Mac
{
    private static readonly Dictionary<string, HashAlgorithmName> Digests = new()
    {
        ["1.3.14.3.2.26"] = HashAlgorithmName.SHA1,
        ["2.16.840.1.101.3.4.2.1"] = HashAlgorithmName.SHA256,
        ["2.16.840.1.101.3.4.2.2"] = HashAlgorithmName.SHA384,
        ["2.16.840.1.101.3.4.2.3"] = HashAlgorithmName.SHA512,
        ["1.2.840.113549.2.9"] = HashAlgorithmName.SHA256,
        ["1.2.840.113549.2.10"] = HashAlgorithmName.SHA384,
        ["1.2.840.113549.2.11"] = HashAlgorithmName.SHA512,
    };

    private readonly byte[] _expected;
    private readonly HashAlgorithmName _hash;
    private readonly Func<PinBytes, byte[]> _key;

    /// <summary>Reads MacData.</summary>
    public Pkcs12Mac(AsnReader data)
    {
        var info = data.ReadSequence();
        var algorithm = info.ReadSequence();
        var name = algorithm.ReadObjectIdentifier();
        _expected = info.ReadOctetString();
        if (name == "1.2.840.113549.1.5.14")
        {
            var parameters = algorithm.ReadSequence();
            var function = parameters.ReadEncodedValue();
            _hash = Digest(parameters.ReadSequence().ReadObjectIdentifier());
            _key = pin => PinDecryption.Pbkdf2(new AsnReader(function, AsnEncodingRules.BER).ReadSequence(), pin, _expected.Length);
            return;
        }

        _hash = Digest(name);
        if (_expected.Length != CryptographicOperations.HashData(_hash, []).Length)
            throw new AsnContentException("The MAC has another length than its digest.");
        var salt = data.ReadOctetString();
        var rounds = data.HasData ? PinDecryption.Rounds(data) : 1;
        _key = pin => Pkcs12Derivation.Derive(_hash, pin, (salt, rounds), (DerivedFor.Mac, _expected.Length));
    }

    /// <summary>Whether the file was closed with this PIN, and is as it was then.</summary>
    public bool Fits(PinBytes pin, byte[] content) =>
        CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(_hash, _key(pin), content), _expected);

    private static HashAlgorithmName Digest(string name) => Digests.TryGetValue(name, out var hash)
        ? hash
        : throw new NotSupportedException($"A MAC with {name} is not supported.");
}
