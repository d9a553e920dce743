using System.Runtime.InteropServices;

namespace DocFlow.Signing.Keys.Tokens;

/// <summary>Finds objects on a token and reads their attributes (PKCS#11 v2.40, 5.6 and 5.7).</summary>
internal sealed class TokenObjects(Cryptoki functions, nuint session)
{
    public const nuint Class = 0x0, Label = 0x3, Value = 0x11, KeyType = 0x100, Id = 0x102, Sign = 0x108, AlwaysAuthenticate = 0x202;
    private const int Most = 256;

    /// <summary>The handles of all objects with these attributes.</summary>
    public nuint[] Find(params (nuint Type, byte[] Value)[] wanted)
    {
        var pinned = wanted.Select(one => GCHandle.Alloc(one.Value, GCHandleType.Pinned)).ToList();
        try
        {
            var template = wanted.Zip(pinned, (one, pin) => new Cryptoki.Attribute
            {
                Type = one.Type, Value = pin.AddrOfPinnedObject(), Length = (nuint)one.Value.Length,
            }).ToArray();
            TokenAnswer.Demand(functions.FindObjectsInit(session, template, (nuint)template.Length));
            var found = new nuint[Most];
            var answer = functions.FindObjects(session, found, Most, out var count);
            functions.FindObjectsFinal(session);
            TokenAnswer.Demand(answer);
            return found[..(int)count];
        }
        finally
        {
            pinned.ForEach(pin => pin.Free());
        }
    }

    /// <summary>An attribute's bytes; null when the object has no such attribute.</summary>
    public byte[]? Read(nuint item, nuint type)
    {
        Cryptoki.Attribute[] attribute = [new() { Type = type }];
        if (functions.GetAttributeValue(session, item, attribute, 1) != 0 || (nint)attribute[0].Length < 0)
            return null;
        var value = new byte[attribute[0].Length];
        var pin = GCHandle.Alloc(value, GCHandleType.Pinned);
        try
        {
            attribute[0].Value = pin.AddrOfPinnedObject();
            return functions.GetAttributeValue(session, item, attribute, 1) == 0 ? value[..(int)attribute[0].Length] : null;
        }
        finally
        {
            pin.Free();
        }
    }

    /// <summary>A number as an attribute's bytes.</summary>
    public static byte[] Number(nuint value) => MemoryMarshal.AsBytes([value]).ToArray();
}
