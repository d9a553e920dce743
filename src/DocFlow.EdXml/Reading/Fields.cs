using System.Globalization;
using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Reading;

/// <summary>Typed fields out of the tree. What cannot be read as it should is a warning, never a loss of the packet.</summary>
internal sealed class Fields(Findings findings)
{
    public int? Number(Element? of, string name)
    {
        if (of?.Child(name) is not { Value: { } text } child)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;

        Warn(child, path => Sentences.BadValue(path, Short(text), "số nguyên / a whole number", Severity.Warning));
        return null;
    }

    public PacketDate? Day(Element? of, string name)
    {
        if (of?.Child(name) is not { Value: { } text } child)
            return null;

        var day = new PacketDate(text);
        if (day.Value is null)
            Warn(child, path => Sentences.BadDate(path, Short(text)));
        else if (!day.IsCanonical)
            Warn(child, path => Sentences.DayFirst(path, text));
        return day;
    }

    public PacketTime? Moment(Element? of, string name)
    {
        if (of?.Child(name) is not { Value: { } text } child)
            return null;

        var moment = new PacketTime(text);
        if (moment.Value is null)
            Warn(child, path => Sentences.BadDate(path, Short(text)));
        else if (!moment.IsCanonical)
            Warn(child, path => Sentences.DayFirst(path, text));
        return moment;
    }

    /// <summary>Refused where missing: without a code nobody knows who speaks.</summary>
    public Organization Organization(Element? element, string path)
    {
        if (element?.Text("OrganId") is null)
            findings.Add(Sentences.Missing($"{path}/OrganId"));

        return new()
        {
            OrganId = element?.Text("OrganId") ?? "",
            OrganizationInCharge = element?.Text("OrganizationInCharge"),
            OrganName = element?.Text("OrganName"),
            OrganAdd = element?.Text("OrganAdd"),
            Email = element?.Text("Email"),
            Telephone = element?.Text("Telephone"),
            Fax = element?.Text("Fax"),
            Website = element?.Text("Website"),
        };
    }

    public ResponseFor ResponseFor(Element? element)
    {
        DocumentDate(element);
        return new()
        {
            OrganId = element?.Text("OrganId"),
            Code = element?.Text("Code"),
            PromulgationDate = Day(element, "PromulgationDate"),
            DocumentId = element?.Text("DocumentId"),
        };
    }

    /// <summary>A canonical-looking id with an impossible day in it (2014/02/30) stays an id, with a warning.</summary>
    public void DocumentDate(Element? element)
    {
        if (element?.Child("DocumentId") is not { Value: { } id } child || id.Split(',') is not { Length: >= 3 } parts)
            return;
        if (new PacketDate(parts[1]).Value is null)
            Warn(child, path => Sentences.BadDate(path, Short(parts[1])));
    }

    public static StaffInfo? Staff(Element? element) => element is null ? null : new()
    {
        Department = element.Text("Department"),
        DepartmentId = element.Text("DepartmentId"),
        Staff = element.Text("Staff"),
        StaffId = element.Text("StaffId"),
        Email = element.Text("Email"),
        Mobile = element.Text("Mobile"),
    };

    public static IReadOnlyList<string> Texts(Element? element, string each) =>
        element is null ? [] : [.. element.All(each).Select(one => one.Value).OfType<string>()];

    // finding out where an element stands costs a walk: not for the thousandth warning
    public void Warn(Element at, Func<string, Finding> say)
    {
        if (!findings.Enough)
            findings.Add(say(at.Path));
    }

    public void Missing(string path) => findings.Add(Sentences.Missing(path));

    public IReadOnlyList<TraceHeader> Trace(Element root) =>
        [.. root.Anywhere("TraceHeader").Select(hop => new TraceHeader(
            hop.Text("OrganId") is { } organ && organ != "null" ? organ : null, // some writers say so where they know nothing
            Moment(hop, "Timestamp")))];

    internal static string Short(string text) => text.Length <= 60 ? text : Beginning.Of(text, 60) + "…";
}
