using System.Globalization;
using System.Text;

namespace DocFlow.Signing.Keys;

/// <summary>
/// Names a key on a token as RFC 7512 has it: <c>pkcs11:token=Sở Tài chính;object=seal;id=%01?module-path=/usr/lib/vendor.so</c>.
/// </summary>
public static class Pkcs11Uri
{
    /// <summary>How it begins.</summary>
    public const string Scheme = "pkcs11:";

    /// <summary>Where the module stands if the URI does not say it: the variable that OpenSSL's engine reads too.</summary>
    public const string ModuleVariable = "PKCS11_MODULE_PATH";

    /// <summary>What it names, or why it is not one; <paramref name="wrong"/> is for technicians.</summary>
    public static Pkcs11Settings? Parse(string uri, out string wrong)
    {
        wrong = uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? "" : "it does not begin with pkcs11:";
        var halves = wrong.Length > 0 ? [""] : uri[Scheme.Length..].Split('?', 2);
        var settings = new Pkcs11Settings(Environment.GetEnvironmentVariable(ModuleVariable) ?? "");
        foreach (var part in halves[0].Split(';', StringSplitOptions.RemoveEmptyEntries))
            settings = Path(settings, Pair(part, ref wrong), ref wrong);
        foreach (var part in halves.Length < 2 ? [] : halves[1].Split('&', StringSplitOptions.RemoveEmptyEntries))
            settings = Query(settings, Pair(part, ref wrong), ref wrong);
        if (wrong.Length == 0 && settings.Module.Length == 0)
            wrong = $"module-path is missing, and so is the variable {ModuleVariable}";
        return wrong.Length == 0 ? settings : null;
    }

    // RFC 7512 2.3: an attribute of the path that is not understood narrows down what is meant, so it must not be passed over
    private static Pkcs11Settings Path(Pkcs11Settings settings, (string Name, byte[] Value) part, ref string wrong)
    {
        var text = Encoding.UTF8.GetString(part.Value);
        switch (part.Name)
        {
            case "token": return settings with { Token = text };
            case "serial": return settings with { Serial = text };
            case "manufacturer": return settings with { Manufacturer = text };
            case "model": return settings with { Model = text };
            case "object": return settings with { Object = text };
            case "id": return settings with { Id = part.Value };
            case "type" when text is "private" or "cert": return settings;
            default:
                wrong = wrong.Length > 0 ? wrong : $"{part.Name} is not understood";
                return settings;
        }
    }

    // 2.4: others may be passed over in the query; but a PIN there would be seen in every list of processes
    private static Pkcs11Settings Query(Pkcs11Settings settings, (string Name, byte[] Value) part, ref string wrong)
    {
        if (part.Name is "pin-value" or "pin-source")
            wrong = $"{part.Name} has no place here; give the PIN by itself";
        return part.Name == "module-path" ? settings with { Module = Encoding.UTF8.GetString(part.Value) } : settings;
    }

    private static (string Name, byte[] Value) Pair(string part, ref string wrong)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        if (at > 0 && Unescaped(part[(at + 1)..]) is { } value)
            return (part[..at], value);
        wrong = $"'{part}' is not a name with a value";
        return ("", []);
    }

    private static byte[]? Unescaped(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                var whole = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, whole)));
                i += whole - 1;
            }
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, null, out var one))
            {
                bytes.Add(one);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }
}
