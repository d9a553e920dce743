using System.Security.Cryptography;

namespace DocFlow.Signing.Appearance;

/// <summary>
/// Pictures packed before, by the SHA-256 of their PNG, for all threads: unpacking and packing one costs ten times what signing does.
/// The oldest make room for new ones.
/// </summary>
internal sealed class ImageCache
{
    private const long MostBytes = 16 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ImageObject> _images = [];
    private readonly Queue<string> _order = [];
    private long _bytes;

    /// <summary>The picture, packed now if it is not known yet; a refusal is not remembered.</summary>
    public SigningOutcome<ImageObject> Find(byte[] png, Func<byte[], SigningOutcome<ImageObject>> pack)
    {
        var name = Convert.ToHexString(SHA256.HashData(png));
        lock (_lock)
        {
            if (_images.TryGetValue(name, out var known))
                return known;
        }

        var packed = pack(png);
        if (packed.Refusal is null)
            Keep(name, packed.Answer);
        return packed;
    }

    private void Keep(string name, ImageObject image)
    {
        lock (_lock)
        {
            if (Size(image) > MostBytes || !_images.TryAdd(name, image))
                return;

            _order.Enqueue(name);
            for (_bytes += Size(image); _bytes > MostBytes;)
            {
                _images.Remove(_order.Dequeue(), out var oldest);
                _bytes -= Size(oldest!);
            }
        }
    }

    private static long Size(ImageObject image) => image.Colors.Length + (image.Opacity?.Length ?? 0);
}
