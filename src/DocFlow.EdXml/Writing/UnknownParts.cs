using System.Xml;
using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Writing;

/// <summary>Puts back what was not understood where it stood: attributes when their element opens, elements before theirs closes.</summary>
internal sealed class UnknownParts(XmlWriter xml, IReadOnlyList<Unknown> parts)
{
    private readonly Dictionary<string, List<Unknown>> waiting = parts.GroupBy(Place).ToDictionary(same => same.Key, same => same.ToList());
    private readonly Stack<(string Path, Dictionary<string, int> Seen)> open = new();

    /// <summary>What has found no place.</summary>
    public IEnumerable<Unknown> Waiting => waiting.Values.SelectMany(left => left);

    public void Enter(string name)
    {
        if (parts.Count == 0)
            return;

        var path = PathOf(name, count: true);
        open.Push((path, []));
        if (waiting.Remove(path + "/@", out var attributes))
            attributes.ForEach(one => xml.WriteAttributeString(one.At[(one.At.LastIndexOf('@') + 1)..], one.Xml));
    }

    public void Leave()
    {
        if (parts.Count > 0 && waiting.Remove(open.Pop().Path, out var elements))
            elements.ForEach(Put);
    }

    /// <summary>Something wants into this child of the open element, so it must be written although it is empty.</summary>
    public bool Want(string name) => waiting.Count > 0
        && PathOf(name, count: false) is var path
        && waiting.Keys.Any(place => place == path || place.StartsWith(path + "/", StringComparison.Ordinal)
            || place.StartsWith(path + "[", StringComparison.Ordinal));

    private void Put(Unknown part)
    {
        using var reader = XmlFragment.Open(part.Xml);
        reader.MoveToContent();
        xml.WriteNode(reader, defattr: false);
    }

    private string PathOf(string name, bool count)
    {
        if (!open.TryPeek(out var above) || XmlFragment.IsWrapper(name))
            return name;

        var number = above.Seen.GetValueOrDefault(name) + 1;
        if (count)
            above.Seen[name] = number;
        var step = number == 1 ? name : $"{name}[{number}]";
        return XmlFragment.IsWrapper(above.Path) ? step : $"{above.Path}/{step}";
    }

    private static string Place(Unknown part)
    {
        var at = part.At.Replace("[1]", "", StringComparison.Ordinal);
        return part.IsAttribute ? at[..(at.LastIndexOf('@') + 1)] : at;
    }
}
