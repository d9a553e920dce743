using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;

namespace DocFlow.Host.Commands;

/// <summary>What docflow sign can be told about the signature.</summary>
internal sealed class SignOptions
{
    public Option<string?> Field { get; } = new("--field")
    {
        Description = "the field to sign, or the name of the new one that --rect makes; the only empty signature field by default",
    };

    public Option<int> Page { get; } = new("--page")
    {
        Description = "the page of a new field, from 1; -1 is the last", DefaultValueFactory = _ => 1,
    };

    public Option<PdfBox?> Rect { get; } = new("--rect")
    {
        Description = "x,y,w,h of a new field in points from the lower left corner of the page as it is shown", CustomParser = Box,
    };

    public Option<FileInfo> Image { get; } = new Option<FileInfo>("--image") { Description = "a PNG or JPEG to show" }.AcceptExistingOnly();

    public Option<string?> Text { get; } = new("--text")
    {
        Description = @"a text to show, beside the image if there is one; \n breaks a line",
    };

    public Option<int?> Certify { get; } = new("--certify")
    {
        Description = "what the first signature still allows: 1 nothing, 2 filling and signing (by default), 3 remarks too",
    };

    public Option<string?> Reason { get; } = new("--reason") { Description = "why it is signed" };

    public Option<string?> Location { get; } = new("--location") { Description = "where it is signed" };

    public Option<string> Hash { get; } =
        new Option<string>("--hash") { Description = "the digest: sha256, sha384 or sha512", DefaultValueFactory = _ => "sha256" }
            .AcceptOnlyFromAmong("sha256", "sha384", "sha512");

    public Option<bool> Pss { get; } = new("--pss") { Description = "RSA with PSS instead of PKCS#1 v1.5" };

    /// <summary>Adds them all to a command.</summary>
    public void AddTo(Command command)
    {
        Certify.AcceptOnlyFromAmong("1", "2", "3");
        foreach (var option in new Option[] { Field, Page, Rect, Image, Text, Certify, Reason, Location, Hash, Pss })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Page) is { Implicit: false } && result.GetResult(Rect) is null)
                result.AddError("--page says where a new field is made; it needs --rect.");
        });
    }

    /// <summary>The request they make of a field.</summary>
    public SignatureRequest Request(ParseResult parsed, string field, NewField? place) => new(field, TimeProvider.System.GetLocalNow())
    {
        NewField = place,
        Picture = parsed.GetValue(Image) is { } image ? File.ReadAllBytes(image.FullName) : null,
        Text = parsed.GetValue(Text)?.Replace(@"\n", "\n", StringComparison.Ordinal),
        Certify = parsed.GetValue(Certify),
        Reason = parsed.GetValue(Reason),
        Location = parsed.GetValue(Location),
        Hash = new HashAlgorithmName(parsed.GetValue(Hash)!.ToUpperInvariant()),
        Padding = parsed.GetValue(Pss) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1,
    };

    private static PdfBox? Box(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        var numbers = text.Split(',').Select(Number).ToList();
        if (numbers is [{ } x, { } y, > 0 and var width, > 0 and var height])
            return new PdfBox(x, y, x + width, y + height);
        argument.AddError($"--rect is x,y,w,h in points, such as 320,100,200,60; not {text}.");
        return null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
