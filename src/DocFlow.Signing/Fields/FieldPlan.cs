using System.Text.Json.Serialization;
using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>What a field is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FieldKind>))]
public enum FieldKind
{
    /// <summary>A unit head's initials.</summary>
    Initial,

    /// <summary>A signer's signature.</summary>
    Signature,

    /// <summary>The agency's seal; signing it locks every field.</summary>
    Seal,

    /// <summary>The number alone, in a blank the letter prints.</summary>
    Number,

    /// <summary>The whole line "Số: 15/VPCP-TTĐT".</summary>
    NumberLine,

    /// <summary>The day alone, in a blank the letter prints.</summary>
    Day,

    /// <summary>The month alone, in a blank the letter prints.</summary>
    Month,

    /// <summary>The whole line "Hà Nội, ngày 05 tháng 02 năm 2026".</summary>
    DateLine,
}

/// <summary>One field to be laid.</summary>
/// <param name="Name">Unique in the file, without a full stop.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Page">From 1; -1 is the last page.</param>
/// <param name="Box">In points of the page's own coordinates, as a PDF /Rect.</param>
public sealed record PlannedField(string Name, FieldKind Kind, int Page, PdfBox Box);

/// <summary>All fields of a document, laid before the first signature because none may be added after it.</summary>
public sealed record FieldPlan(IReadOnlyList<PlannedField> Fields);

/// <summary>Which kinds hold signatures and which hold text.</summary>
public static class FieldKinds
{
    /// <summary>Whether a field of this kind is signed, not filled.</summary>
    public static bool IsSigned(this FieldKind kind) => kind is FieldKind.Initial or FieldKind.Signature or FieldKind.Seal;

    /// <summary>Decree 30/2020, annex I: the date is italic, the number upright.</summary>
    public static bool IsItalic(this FieldKind kind) => kind is FieldKind.Day or FieldKind.Month or FieldKind.DateLine;
}
