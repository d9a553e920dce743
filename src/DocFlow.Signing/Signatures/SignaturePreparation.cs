using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Signatures;

/// <summary>The first step: the update with an empty room for the signature, and the digest the key holder is to sign.</summary>
internal sealed class SignaturePreparation(PdfDocument document, SignatureRequest request)
{
    /// <summary>Signature value, attributes and the rest of the CMS beside the certificates, generously.</summary>
    private const int RoomBesideCertificates = 4096;

    private readonly IReadOnlyList<FormField> _fields = FormFields.Read(document);

    public SigningOutcome<PreparedSignature> Run(X509Certificate2 signer, IReadOnlyList<X509Certificate2> chain)
    {
        var isFirst = !FormLocks.AnySignature(document, _fields);
        // ISO 32000-2, 12.8.2.2.1: a certification shall be the first signature of the file
        if (request.Certify is not null && !isFirst)
            return new SigningRefusal(
                "certification.not-first", "Chữ ký chứng thực phải là chữ ký đầu tiên của tệp.",
                "A certification must be the first signature of the file.");

        var update = new PdfUpdate(document);
        var field = Field(update);
        if (field.Refusal is { } refusal)
            return refusal;

        var bytes = RoomBesideCertificates + request.StampRoom + chain.Prepend(signer).Sum(c => c.RawData.Length);
        if (Change(update, field.Answer, bytes, isFirst) is { } unusable)
            return unusable;

        var appendix = update.Finish();
        ByteRange.Settle(appendix, 2 * bytes + 2);
        return Digested(appendix, isFirst, bytes, (signer, chain));
    }

    /// <summary>The field to be signed: laid before, or made now.</summary>
    private SigningOutcome<FormField> Field(PdfUpdate update)
    {
        if (_fields.FirstOrDefault(f => f.Name == request.Field && f.Type == "Sig") is not { } field)
            return request.NewField is { } place
                ? FieldMaker.Make(update, _fields, request.Field, place)
                : new SigningRefusal(
                    "field.missing", $"Tệp không có trường ký {request.Field}.", $"The file has no signature field {request.Field}.");
        if (field.IsSigned)
            return new SigningRefusal("field.signed", $"Trường {field.Name} đã được ký.", $"The field {field.Name} is signed already.");
        return FormLocks.Of(document, _fields, field) is { } locked ? locked : field;
    }

    private SigningRefusal? Change(PdfUpdate update, FormField field, int bytes, bool isFirst)
    {
        var level = isFirst ? request.Certify ?? 2 : (int?)null;
        if (SeedValues.Refused(document, field, request, level) is { } unmet)
            return unmet;

        var transforms = SignatureObject.Transforms(document, field, level);
        var signature = update.Objects.Add(SignatureObject.Of(request, bytes, transforms));
        var signed = (PdfDictionary)update.Resolve(field.Reference);
        update.Objects.Set(field.Reference, signed.With("V", signature));
        if (isFirst)
        {
            FormGrowth.OnlyAppended(update);
            var root = (PdfReference)document.Trailer["Root"]!;
            var catalog = (PdfDictionary)update.Resolve(root);
            var perms = (document.Dictionary(catalog["Perms"]) ?? PdfDictionary.Empty).With("DocMDP", signature);
            update.Objects.Set(root, SecurityStore.Reserved(catalog, update.Objects).With("Perms", perms));
        }

        if (request.Picture is null && request.Text is null || WidgetPlace.Size(document, field) is { Width: <= 0 } or { Height: <= 0 })
            return null;
        var shown = SignatureLook.Add(update, _fields, field, request);
        if (shown.Refusal is { } refusal)
            return refusal;
        var widget = (PdfDictionary)update.Resolve(field.Widget);
        update.Objects.Set(field.Widget, widget.With("AP", PdfDictionary.Empty.With("N", shown.Answer)));
        return null;
    }

    private PreparedSignature Digested(
        PdfAppendix appendix, bool isFirst, int bytes, (X509Certificate2 Signer, IReadOnlyList<X509Certificate2> Chain) by)
    {
        var (at, width) = (appendix.Holes[ByteRange.ContentsHole], 2 * bytes + 2);
        var digest = ByteRange.Digest(document, appendix.Bytes, at..(at + width), request.Hash);
        var attributes = CadesBuilder.SignedAttributes(digest, by.Signer, request.Hash);
        return new PreparedSignature
        {
            Field = request.Field,
            IsCertification = isFirst,
            Start = appendix.Start,
            Update = appendix.Bytes,
            RoomAt = at,
            RoomLength = width,
            Hash = request.Hash.Name!,
            Padding = SignatureScheme.Of(by.Signer, request.Hash, request.Padding).Rsa == RSASignaturePadding.Pss
                ? nameof(RSASignaturePadding.Pss)
                : nameof(RSASignaturePadding.Pkcs1),
            DocumentDigest = digest,
            SignedAttributes = attributes,
            ToBeSigned = CryptographicOperations.HashData(request.Hash, attributes),
            Signer = by.Signer.RawData,
            Chain = [.. by.Chain.Select(c => c.RawData)],
        };
    }
}
