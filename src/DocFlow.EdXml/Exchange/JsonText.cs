using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace DocFlow.EdXml.Exchange;

/// <summary>
/// One text of a JSON answer as a stream of its own, unescaped while it comes: a packet of hundreds of megabytes inside an answer is never
/// in memory.
/// </summary>
public sealed class JsonText
{
    private const int BufferSize = 64 * 1024;
    private const int LongestName = 100;

    private readonly Stream _json;
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly ArrayBufferWriter<byte> _before = new();
    private int _at;
    private int _end;
    private bool _found;
    private bool _over;
    private byte[] _letter = [];

    private JsonText(Stream json) => _json = json;

    /// <summary>Whether it begins as XML does, so that it is no base64; may be asked before anything is read.</summary>
    public bool IsXml { get; private set; }

    /// <summary>
    /// The first text under this name; where there is none, what was read instead (at most 64 KB of it).
    /// </summary>
    public static async Task<(JsonText? Text, byte[] Instead)> Find(Stream json, string name, CancellationToken stop)
    {
        var stream = new JsonText(json);
        await stream.Seek(name, stop);
        if (!stream._found)
            return (null, stream._before.WrittenSpan.ToArray());
        await stream.Decode(stop);
        stream.IsXml = stream._letter is [(byte)'<' or 0xEF, ..];
        return (stream, []);
    }

    /// <summary>What it says, once; broken where the answer is.</summary>
    public Stream Open(CancellationToken stop)
    {
        var pipe = new Pipe();
        _ = Pour(pipe.Writer, stop);
        return pipe.Reader.AsStream();
    }

    private async Task Pour(PipeWriter to, CancellationToken stop)
    {
        Exception? broken = null;
        try
        {
            for (; !_over; await Decode(stop))
            {
                if ((await to.WriteAsync(_letter, stop)).IsCompleted)
                    break;
            }
        }
        catch (Exception end)
        {
            broken = end; // whoever reads meets it
        }

        await to.CompleteAsync(broken);
    }

    private async Task Seek(string name, CancellationToken stop)
    {
        for (int letter; (letter = await Next(stop)) >= 0;)
        {
            if (letter != '"' || await Literal(stop) != name || await Solid(stop) != ':')
                continue;
            _found = await Solid(stop) == '"';
            if (_found)
                return;
        }
    }

    private async Task<string> Literal(CancellationToken stop)
    {
        var text = new StringBuilder();
        for (int letter; (letter = await Next(stop)) is >= 0 and not '"';)
        {
            if (letter == '\\')
                letter = await Next(stop);
            if (text.Length < LongestName)
                text.Append((char)letter);
        }

        return text.ToString();
    }

    private async Task<int> Solid(CancellationToken stop)
    {
        int letter;
        do
            letter = await Next(stop);
        while (letter is ' ' or '\t' or '\r' or '\n');
        return letter;
    }

    // a run of plain letters at once, or one escaped letter
    private async Task Decode(CancellationToken stop)
    {
        if (_at == _end && !await Fill(stop))
            throw new IOException("The answer ends inside its text.");
        var run = _buffer.AsSpan(_at, _end - _at).IndexOfAny((byte)'"', (byte)'\\');
        if (run != 0)
        {
            var length = run < 0 ? _end - _at : run;
            _letter = _buffer.AsSpan(_at, length).ToArray();
            _at += length;
            return;
        }

        if (_buffer[_at++] == '"')
            _over = true;
        else
            _letter = await Escaped(stop);
    }

    private async Task<byte[]> Escaped(CancellationToken stop) => await Next(stop) switch
    {
        'n' => "\n"u8.ToArray(),
        'r' => "\r"u8.ToArray(),
        't' => "\t"u8.ToArray(),
        'b' => "\b"u8.ToArray(),
        'f' => "\f"u8.ToArray(),
        'u' => await Unicode(stop),
        var other and ('"' or '\\' or '/') => [(byte)other],
        _ => throw new IOException("The answer's text has an escape that JSON does not know."),
    };

    private async Task<byte[]> Unicode(CancellationToken stop)
    {
        var first = await Unit(stop);
        if (!char.IsHighSurrogate(first))
            return Encoding.UTF8.GetBytes([first]);
        return await Next(stop) == '\\' && await Next(stop) == 'u'
            ? Encoding.UTF8.GetBytes([first, await Unit(stop)])
            : throw new IOException("The answer's text has half a letter.");
    }

    private async Task<char> Unit(CancellationToken stop)
    {
        var digits = new char[4];
        for (var i = 0; i < digits.Length; i++)
            digits[i] = (char)Math.Max(await Next(stop), 0);
        return ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : throw new IOException("The answer's text has an escape that JSON does not know.");
    }

    private async ValueTask<int> Next(CancellationToken stop) => _at < _end || await Fill(stop) ? _buffer[_at++] : -1;

    private async Task<bool> Fill(CancellationToken stop)
    {
        (_at, _end) = (0, await _json.ReadAsync(_buffer, stop));
        if (!_found && _before.WrittenCount < BufferSize)
            _before.Write(_buffer.AsSpan(0, _end));
        return _end > 0;
    }
}
