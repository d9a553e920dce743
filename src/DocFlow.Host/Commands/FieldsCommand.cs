using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DocFlow.Signing.Fields;

namespace DocFlow.Host.Commands;

/// <summary>docflow fields: lists the signature and form fields of a PDF.</summary>
public static class FieldsCommand
{
    private static readonly Argument<FileInfo> Pdf =
        new Argument<FileInfo>("FILE.pdf") { Description = "the PDF to look into" }.AcceptExistingOnly();
    private static readonly Option<bool> Json = new("--json") { Description = "print the fields as JSON" };
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The command; its exit codes stand in its description.</summary>
    public static Command Create()
    {
        var command = new Command("fields", """
            List the signature and form fields of a PDF: name, type, page, place (x,y,w,h in points from the lower left
            corner of the page as shown), whether it is signed or filled, whether a signature locks it.
            Exit codes: 0 listed; 1 not readable as a PDF, or encrypted; 3 the file cannot be read; 64 wrong usage.
            """) { Pdf, Json, Speech.Language };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        try
        {
            using var pdf = parsed.GetValue(Pdf)!.OpenRead();
            var fields = FieldSummary.List(pdf);
            if (fields.Refusal is { } refusal)
            {
                Speech.Refuse(parsed, refusal);
                return 1;
            }

            Console.Out.WriteLine(parsed.GetValue(Json)
                ? JsonSerializer.Serialize(new { Fields = fields.Answer.Select(Row) }, Format)
                : Table(fields.Answer));
            return 0;
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            Speech.Say(parsed, Console.Error, $"docflow: không đọc được tệp: {away.Message}", $"docflow: {away.Message}");
            return 3;
        }
    }

    private static object Row(FieldSummary field) => new
    {
        field.Name,
        Type = Type(field),
        Kind = field.Kind?.ToString(),
        field.Page,
        Rect = field.Box is { } box ? new[] { box.Left, box.Bottom, box.Width, box.Height }.Select(n => Math.Round(n, 2)) : null,
        Signed = field.Type == "Sig" ? field.IsSigned : (bool?)null,
        Value = field.Text,
        Locked = field.IsLocked,
    };

    private static string Table(IReadOnlyList<FieldSummary> fields)
    {
        var rows = fields.Select(f => new[] { f.Name, Type(f), f.Page is { } page ? $"page {page}" : "no page", Place(f), State(f) })
            .ToList();
        var widths = Enumerable.Range(0, 4).Select(i => rows.Select(r => r[i].Length).DefaultIfEmpty(0).Max()).ToList();
        return rows.Count == 0 ? "no fields" : string.Join('\n', rows.Select(r =>
            string.Join("  ", r.Select((cell, i) => i < 4 ? cell.PadRight(widths[i]) : cell))));
    }

    private static string Place(FieldSummary field) => field.Box is { } box
        ? FormattableString.Invariant($"{box.Left:0.##},{box.Bottom:0.##},{box.Width:0.##},{box.Height:0.##}")
        : "invisible";

    private static string State(FieldSummary field)
    {
        var state = field.IsSigned ? "signed" : field.Text is { Length: > 0 } text ? $"“{text}”" : "empty";
        return field.IsLocked ? $"{state}, locked" : state;
    }

    private static string Type(FieldSummary field) => field.Type switch
    {
        "Sig" => "signature",
        "Tx" => "text",
        "Btn" => "button",
        "Ch" => "choice",
        _ => "unknown",
    };
}
