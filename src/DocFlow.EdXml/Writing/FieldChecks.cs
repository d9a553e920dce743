using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Writing;

/// <summary>
/// Checks before anything is written, and of what was read. Lengths: Annex VI of Decree 30/2020 and the checker that agencies use.
/// </summary>
internal sealed class FieldChecks
{
    public const int DocumentIdLength = 200;
    private readonly Findings found = new();

    public IReadOnlyList<Finding> Found => found.All;

    public void Add(Finding error) => found.Add(error);

    public void Required(string path, string? value, int most)
    {
        if (string.IsNullOrWhiteSpace(value))
            found.Add(Sentences.Missing(path));
        else
            Optional(path, value, most);
    }

    public void Optional(string path, string? value, int most)
    {
        if (value?.Length > most)
            found.Add(Sentences.TooLong(path, value.Length, most));
        if (value is not null && !XmlFragment.IsText(value))
            found.Add(Sentences.BadText(path));
    }

    public void Day(string path, PacketDate? day)
    {
        if (day is { Value: null })
            found.Add(Sentences.BadValue(path, day.Value.Raw, "yyyy/MM/dd"));
    }

    public void Moment(string path, PacketTime? moment)
    {
        if (moment is { Value: null })
            found.Add(Sentences.BadValue(path, moment.Value.Raw, PacketTime.Canonical));
    }

    public void Hop(string path, TraceHeader hop)
    {
        Optional($"{path}/OrganId", hop.OrganId, AgencyCode.Longest);
        Moment($"{path}/Timestamp", hop.Timestamp);
    }

    public void Range(string path, int? value, int least, int most)
    {
        if (value < least || value > most)
            found.Add(Sentences.BadValue(path, $"{value}", $"{least}..{most}"));
    }

    public void OrganId(string path, string? code)
    {
        Required(path, code, AgencyCode.Longest);
        if (code is { Length: > 0 and <= AgencyCode.Longest } && !new AgencyCode(code).IsUsable)
            found.Add(Sentences.BadValue(path, code, "OrganId"));
    }

    public void Organization(string path, Organization organ)
    {
        OrganId($"{path}/OrganId", organ.OrganId);
        Optional($"{path}/OrganizationInCharge", organ.OrganizationInCharge, 500);
        Optional($"{path}/OrganName", organ.OrganName, 200);
        Optional($"{path}/OrganAdd", organ.OrganAdd, 500);
        Optional($"{path}/Email", organ.Email, 100);
        Optional($"{path}/Telephone", organ.Telephone, 20);
        Optional($"{path}/Fax", organ.Fax, 20);
        Optional($"{path}/Website", organ.Website, 100);
    }

    public void Staff(string path, StaffInfo? staff)
    {
        Optional($"{path}/Department", staff?.Department, 200);
        Optional($"{path}/DepartmentId", staff?.DepartmentId, 100);
        Optional($"{path}/Staff", staff?.Staff, 100);
        Optional($"{path}/StaffId", staff?.StaffId, 100);
        Optional($"{path}/Email", staff?.Email, 100);
        Optional($"{path}/Mobile", staff?.Mobile, 20);
    }

    // the other agency's own words: its date may be impossible and its id stray, they go back as they came
    public void Answered(string path, ResponseFor answered)
    {
        Optional($"{path}/OrganId", answered.OrganId, AgencyCode.Longest);
        Optional($"{path}/Code", answered.Code, 50);
        Optional($"{path}/PromulgationDate", answered.PromulgationDate?.Raw, 30);
        Optional($"{path}/DocumentId", answered.DocumentId, DocumentIdLength);
    }

    public void Unknown(Unknown part)
    {
        if (!part.IsAttribute && !XmlFragment.IsElement(part.Xml))
            found.Add(Sentences.BadText(part.At));
    }
}
