using System.Globalization;
using System.Xml;
using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Writing;

/// <summary>
/// Elements with the literal prefix. Both prefixes stand for one namespace, so only an XmlWriter told the prefix each time keeps it:
/// many readers look for the text `edXML:StatusCode`.
/// </summary>
internal sealed class Tags(XmlWriter xml, WriteSettings settings, UnknownParts unknown)
{
    private readonly Stack<string> open = new();

    public WriteSettings Settings => settings;

    /// <summary>What the XmlWriter writes to.</summary>
    public required Stream To { get; init; }

    public bool Vnpt => settings.Layout == Layout.Vnpt;

    /// <summary>Literal inside the envelope, none outside.</summary>
    public string Prefix { get; set; } = "";

    public void Open(string name, string? prefix = null)
    {
        open.Push(name);
        xml.WriteStartElement(prefix ?? Prefix, name, Qcvn102.Namespace);
        unknown.Enter(name);
    }

    public void Close(string name)
    {
        if (open.Pop() != name)
            throw new InvalidOperationException($"{name} is not the element that is open.");

        unknown.Leave();
        xml.WriteEndElement();
    }

    public void Attribute(string name, string value) => xml.WriteAttributeString(name, value);

    /// <summary>Nothing for an empty value: readers take empty as absent, and some stumble over it.</summary>
    public void Text(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) && !Wanted(name))
            return;

        Open(name);
        xml.WriteString(value);
        Close(name);
    }

    /// <summary>Something not understood stood inside: it is written although it is empty otherwise.</summary>
    public bool Wanted(string name) => unknown.Want(name);

    public void Number(string name, int? value) => Text(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Group(string name, Action inside)
    {
        Open(name);
        inside();
        Close(name);
    }

    public void List(string name, string each, IReadOnlyList<string> values)
    {
        if (values.Count > 0 || Wanted(name))
            Group(name, () => values.ToList().ForEach(value => Text(each, value)));
    }

    public void Organization(string name, Organization organ) => Group(name, () =>
    {
        Text("OrganId", organ.OrganId);
        Text("OrganizationInCharge", organ.OrganizationInCharge);
        Text("OrganName", organ.OrganName);
        Text("OrganAdd", organ.OrganAdd);
        Text("Email", organ.Email);
        Text("Telephone", organ.Telephone);
        Text("Fax", organ.Fax);
        Text("Website", organ.Website);
    });

    public void ResponseFor(ResponseFor answered) => Group("ResponseFor", () =>
    {
        Text("OrganId", answered.OrganId);
        Text("Code", answered.Code);
        if (Vnpt)
            Text("DocumentId", answered.DocumentId);
        Text("PromulgationDate", answered.PromulgationDate?.ToString());
        if (!Vnpt)
            Text("DocumentId", answered.DocumentId);
    });

    public void Staff(StaffInfo? staff)
    {
        if (staff is not null)
            Group("StaffInfo", () => StaffFields(staff));
    }

    private void StaffFields(StaffInfo staff)
    {
        Text("Department", staff.Department);
        Text("DepartmentId", staff.DepartmentId);
        Text("Staff", staff.Staff);
        Text("StaffId", staff.StaffId);
        if (Vnpt)
            Text("Email", staff.Email);
        Text("Mobile", staff.Mobile);
        if (!Vnpt)
            Text("Email", staff.Email);
    }
}
