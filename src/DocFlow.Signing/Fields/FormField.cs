using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>One terminal field of a file's form, with what it inherits.</summary>
/// <param name="Name">The full name, parts joined by full stops.</param>
/// <param name="Type">Sig, Tx, Btn or Ch.</param>
/// <param name="Reference">The field object.</param>
/// <param name="Dictionary">The field as written.</param>
/// <param name="Widget">The annotation that shows it: the field itself or its first kid.</param>
public sealed record FormField(string Name, string Type, PdfReference Reference, PdfDictionary Dictionary, PdfReference Widget)
{
    internal const string KindKey = "DocFlowKind";

    /// <summary>What the field plan made it for, or null when it is not ours.</summary>
    public FieldKind? Kind => Enum.TryParse<FieldKind>(Dictionary[KindKey]?.AsName, out var kind) ? kind : null;

    /// <summary>Its value as written, its own or inherited; null for none, and for a reference to nothing.</summary>
    public PdfObject? Value { get; init; }

    /// <summary>Whether it is a signature field that holds a signature.</summary>
    public bool IsSigned => Type == "Sig" && Value is not null;
}

/// <summary>Reads the fields of a form, each once (ISO 32000-2, 12.7.4).</summary>
public static class FormFields
{
    /// <summary>All terminal fields in the order of the form.</summary>
    public static IReadOnlyList<FormField> Read(PdfDocument document)
    {
        var walk = new Walk(document);
        var form = document.Dictionary(document.Catalog["AcroForm"]);
        foreach (var field in document.Array(form?["Fields"]) ?? PdfArray.Of(System.Array.Empty<PdfObject>()))
            walk.Visit(field, new Above("", "", null), 0);
        return walk.Found;
    }

    /// <summary>What a field inherits.</summary>
    private sealed record Above(string Name, string Type, PdfObject? Value);

    private sealed class Walk(PdfDocument document)
    {
        private readonly HashSet<PdfReference> _seen = [];

        public List<FormField> Found { get; } = [];

        public void Visit(PdfObject value, Above above, int depth)
        {
            if (value is not PdfReference reference || document.Resolve(reference) is not PdfDictionary field || !_seen.Add(reference))
                return;
            if (depth > PdfLimits.Nesting)
                throw PdfUnreadable.TooMuch("The form's fields are nested too deep.");

            var own = With(above, field);
            var kids = document.Array(field["Kids"]);
            var parts = kids?.Where(k => document.Dictionary(k)?["T"] is not null).ToList() ?? [];
            if (parts.Count == 0)
                Found.Add(new FormField(own.Name, own.Type, reference, field, Shown(kids) ?? reference) { Value = own.Value });
            foreach (var kid in parts)
                Visit(kid, own, depth + 1);
        }

        private PdfReference? Shown(PdfArray? kids) =>
            kids?.OfType<PdfReference>().FirstOrDefault(kid => document.Resolve(kid) is PdfDictionary);

        private Above With(Above above, PdfDictionary field)
        {
            var part = document.Resolve(field["T"]).AsText;
            var name = part is null ? above.Name : above.Name.Length == 0 ? part : $"{above.Name}.{part}";
            var value = document.Resolve(field["V"]) is PdfNull ? above.Value : field["V"];
            return new Above(name, document.Name(field["FT"]) ?? above.Type, value);
        }
    }
}
