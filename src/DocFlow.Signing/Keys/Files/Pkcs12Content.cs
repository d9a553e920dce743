using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Keys.Files;

/// <summary>What lay in a PKCS#12 file: keys and certificates with their names (RFC 7292 4.2).</summary>
internal sealed class Pkcs12Content(PinBytes pin)
{
    private const string Bag = "1.2.840.113549.1.12.10.1.";
    private const string X509 = "1.2.840.113549.1.9.22.1";
    private const string FriendlyName = "1.2.840.113549.1.9.20";
    private const int DeepestNesting = 8;
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);

    public List<(AsymmetricAlgorithm Private, string? Name)> Keys { get; } = [];

    public List<(X509Certificate2 Certificate, string? Name)> Certificates { get; } = [];

    /// <summary>Takes what is in one opened part; wipes the part.</summary>
    public void Take(byte[] safe, int depth = 0)
    {
        if (depth > DeepestNesting)
            throw new AsnContentException("Parts are nested too deeply.");
        try
        {
            for (var bags = new AsnReader(safe, AsnEncodingRules.BER).ReadSequence(); bags.HasData;)
                Take(bags.ReadSequence(), depth);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(safe);
        }
    }

    private void Take(AsnReader bag, int depth)
    {
        var type = bag.ReadObjectIdentifier();
        var value = bag.ReadSequence(Zero);
        var name = bag.HasData ? Name(bag.ReadSetOf(skipSortOrderValidation: true)) : null;
        switch (type)
        {
            case Bag + "1":
                Add(value.ReadEncodedValue().ToArray(), name);
                break;
            case Bag + "2":
                var shrouded = value.ReadSequence();
                Add(PinDecryption.Decrypt(shrouded.ReadSequence(), shrouded.ReadOctetString(), pin), name);
                break;
            case Bag + "3":
                Add(value.ReadSequence(), name);
                break;
            case Bag + "6":
                Take(value.ReadEncodedValue().ToArray(), depth + 1);
                break;
        }
    }

    /// <summary>Disposes of everything but these.</summary>
    public void ForgetAllBut(IReadOnlyCollection<IDisposable> kept)
    {
        var all = Keys.Select(key => (IDisposable)key.Private).Concat(Certificates.Select(one => one.Certificate));
        foreach (var one in all.Where(one => !kept.Contains(one, ReferenceEqualityComparer.Instance)))
            one.Dispose();
    }

    private void Add(byte[] pkcs8, string? name)
    {
        try
        {
            if (PrivateKeys.Read(pkcs8) is { } key)
                Keys.Add((key, name));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private void Add(AsnReader certificate, string? name)
    {
        if (certificate.ReadObjectIdentifier() != X509)
            return;
        var der = certificate.ReadSequence(Zero).ReadOctetString();
        Certificates.Add((X509CertificateLoader.LoadCertificate(der), name));
    }

    private static string? Name(AsnReader attributes)
    {
        while (attributes.HasData)
        {
            var attribute = attributes.ReadSequence();
            if (attribute.ReadObjectIdentifier() == FriendlyName)
                return attribute.ReadSetOf(skipSortOrderValidation: true).ReadCharacterString(UniversalTagNumber.BMPString);
        }

        return null;
    }
}
