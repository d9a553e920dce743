using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>
/// A list of agencies as CSV: UTF-8, a header row that names code, oldCode, name, parent and mail in English or Vietnamese, in any order,
/// between commas, semicolons or tabs. One bad line, and none of it counts.
/// </summary>
public static class ReadCsv
{
    /// <summary>The source of what an administrator took from a file.</summary>
    public const string Source = "csv";

    /// <summary>The detail of a refusal that holds the bad lines.</summary>
    public const string BadLines = "lines";

    private const int MostLines = 300_000;
    private const int Told = 100;

    /// <summary>A line that cannot be taken over, and why.</summary>
    public sealed record BadLine(int Number, string Vi, string En);

    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["code"] = ["code", "agencycode", "organid", "ma", "macoquan", "madonvi", "madinhdanh"],
        ["old"] = ["oldcode", "code102", "macu", "macoquancu", "madonvicu", "madinhdanhcu"],
        ["name"] = ["name", "organname", "ten", "tencoquan", "tendonvi"],
        ["parent"] = ["parent", "parentcode", "pcode", "captren", "macaptren", "macoquancaptren", "macha", "madonvicha"],
        ["mail"] = ["mail", "email", "thu", "thudientu", "diachithudientu", "hopthu"],
    };

    /// <summary>Reads it.</summary>
    public static Outcome<IReadOnlyList<ListedAgency>> Handle(Stream file, CancellationToken stop)
    {
        using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return Read(text, stop);
        }
        catch (DecoderFallbackException)
        {
            return Refusal.Invalid("directory.csv-not-utf8",
                "Tệp không phải văn bản UTF-8; hãy lưu lại dưới dạng CSV UTF-8.",
                "The file is not UTF-8 text; save it as CSV UTF-8.");
        }
        catch (CsvHelperException broken)
        {
            var line = broken.Context?.Parser?.RawRow ?? 0;
            return Bad([new BadLine(line, "Dấu ngoặc kép không đóng hoặc ô quá dài.", "A quote is not closed, or a cell is too long.")]);
        }
    }

    private static Outcome<IReadOnlyList<ListedAgency>> Read(StreamReader text, CancellationToken stop)
    {
        var bad = new List<BadLine>();
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            MaxFieldSize = 5_000,
            BadDataFound = found => bad.Add(new BadLine(
                found.Context.Parser!.RawRow, "Dấu ngoặc kép đặt sai chỗ.", "A quote stands where none may.")),
        };
        using var parser = new CsvParser(text, settings, leaveOpen: true);
        if (!parser.Read() || Places(parser.Record!) is not { } places)
            return Refusal.Invalid("directory.csv-header",
                "Dòng đầu của tệp phải nêu tên cột, ít nhất là “mã” và “tên” (code, name).",
                "The file's first line must name the columns, 'code' and 'name' at least.");

        var agencies = new List<ListedAgency>();
        var lines = new Dictionary<string, int>();
        while (parser.Read())
        {
            stop.ThrowIfCancellationRequested();
            var agency = Agency(parser.Record!, places).Trimmed();
            if ((agency.WhyNot() ?? Twice(agency, parser.RawRow, lines)) is { } why)
                bad.Add(new BadLine(parser.RawRow, why.Vi, why.En));
            if (agencies.Count == MostLines)
                return Refusal.TooLarge("directory.csv-too-long",
                    $"Tệp có hơn {MostLines} dòng.", $"The file has more than {MostLines} lines.");
            agencies.Add(agency);
        }

        return bad.Count > 0 ? Bad(bad) : agencies;
    }

    private static Dictionary<string, int>? Places(string[] header)
    {
        var words = header.Select(cell => string.Concat(Folded.Of(cell).Where(char.IsAsciiLetterOrDigit))).ToList();
        var places = Names.ToDictionary(name => name.Key, name => words.FindIndex(word => name.Value.Contains(word)));
        return places["code"] < 0 || places["name"] < 0 ? null : places;
    }

    private static ListedAgency Agency(string[] cells, Dictionary<string, int> places)
    {
        return new ListedAgency(Cell("code") ?? "", Cell("old"), Cell("name") ?? "", Cell("parent"), Cell("mail"));

        string? Cell(string name) => places[name] >= 0 && places[name] < cells.Length ? cells[places[name]] : null;
    }

    private static (string Vi, string En)? Twice(ListedAgency agency, int line, Dictionary<string, int> lines)
    {
        var key = DirectoryEntry.KeyOf(agency.Code);
        if (lines.TryAdd(key, line))
            return null;
        return ($"Mã {agency.Code} đã có ở dòng {lines[key]}.", $"The code {agency.Code} stands in line {lines[key]} already.");
    }

    private static Refusal Bad(List<BadLine> bad) => Refusal.Invalid("directory.csv-lines",
        $"{bad.Count} dòng của tệp chưa đúng; chưa nhập dòng nào.",
        $"{bad.Count} lines of the file are wrong; nothing was taken over.") with
    {
        Details = new Dictionary<string, object?> { [BadLines] = bad.Take(Told).ToList() },
    };
}
