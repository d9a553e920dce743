using DocFlow.Signing.Fields;

namespace DocFlow.Signing.Composing;

/// <summary>An official letter or slip, ready to be laid out after Decree 30/2020, annex I.</summary>
public sealed record Letter
{
    /// <summary>The body above the agency, or null.</summary>
    public string? Superior { get; init; }

    /// <summary>Whose letter it is.</summary>
    public required string Agency { get; init; }

    /// <summary>What follows the number's slash, such as VPCP-TTĐT.</summary>
    public required string Notation { get; init; }

    /// <summary>Where it is issued.</summary>
    public required string Place { get; init; }

    /// <summary>The printed year.</summary>
    public required int Year { get; init; }

    /// <summary>The name of the document type above the subject, such as PHIẾU TRÌNH; a plain letter has none.</summary>
    public string? Heading { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>To whom it is addressed.</summary>
    public IReadOnlyList<string> Addressees { get; init; } = [];

    /// <summary>The text; a paragraph is one string.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>Who signs, from left to right.</summary>
    public required IReadOnlyList<SignerBlock> Signers { get; init; }

    /// <summary>The lines under "Nơi nhận".</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Whether number and date are printed around blanks or left out.</summary>
    public PrintedMarks Printed { get; init; } = PrintedMarks.Blanks;
}

/// <summary>The lines above a signature (form of authority, title) and the name below it.</summary>
public sealed record SignerBlock(IReadOnlyList<string> Titles, string Name);
