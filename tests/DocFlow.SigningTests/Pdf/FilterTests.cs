using System.IO.Compression;
using DocFlow.Signing.Pdf;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Pdf;

public sealed class FilterTests
{
    // the LZW bytes are the example of ISO 32000-2, 7.4.4.2
    [TestCase("/ASCIIHexDecode", "", "68656C6C 6F>", "68656C6C6F")]
    [TestCase("/ASCII85Decode", "", "BOu!rDZ~>", "68656C6C6F")]
    [TestCase("[/ASCIIHexDecode /RunLengthDecode]", "", "02 41 42 43 FE 44 80>", "414243444444")]
    [TestCase("[/AHx /LZWDecode]", "", "800B6050220C0C8501>", "2D2D2D2D2D412D2D2D42")]
    [TestCase("[/ASCIIHexDecode /FlateDecode]", "[null << /Predictor 12 /Columns 2 >>]", "PNG", "01020204")]
    [TestCase("[/ASCIIHexDecode /FlateDecode]", "[null << /Predictor 2 /Columns 2 >>]", "TIFF", "01030104")]
    public void A_filter_gives_back_what_was_packed(string filter, string parms, string data, string expected)
    {
        data = data switch { "PNG" => Flate([2, 1, 2, 2, 1, 2]), "TIFF" => Flate([1, 2, 1, 3]), _ => data };

        var decoded = Decoded($"/Filter {filter} {(parms.Length > 0 ? "/DecodeParms " + parms : "")}", data);

        Assert.That(Convert.ToHexString(decoded), Is.EqualTo(expected));
    }

    [Test]
    public void A_stream_that_unpacks_without_end_is_refused()
    {
        var bomb = Flate(new byte[3 << 20]);

        var fault = Assert.Throws<PdfUnreadable>(() => Decoded("/Filter [/ASCIIHexDecode /FlateDecode]", bomb, limit: 1 << 20));

        Assert.That(fault.Fault, Is.EqualTo(PdfFault.TooMuch));
    }

    [TestCase("/Filter /DCTDecode", "00>")]
    [TestCase("/Filter [/ASCIIHexDecode /FlateDecode]", "DEADBEEF>")]
    [TestCase("/Filter [/ASCIIHexDecode /FlateDecode]", "782000000001>")]
    [TestCase("/Filter /ASCII85Decode", "x{}")]
    [TestCase("/Filter [/AHx /AHx /AHx /AHx /AHx /AHx /AHx /AHx /AHx]", "00>")]
    [TestCase("/Filter [/ASCIIHexDecode /FlateDecode] /DecodeParms [null << /Predictor 12 /Columns 2000000000 >>]", "00>")]
    public void A_stream_that_cannot_be_unpacked_is_refused(string entries, string data)
    {
        Assert.That(() => Decoded(entries, data), Throws.TypeOf<PdfUnreadable>());
    }

    private static byte[] Decoded(string entries, string data, int limit = 1 << 20)
    {
        var pdf = TinyPdf.Classic(TinyPdf.Page, $"<< /Length {data.Length} {entries} >>\nstream\n{data}\nendstream");
        var document = PdfDocument.Open(new MemoryStream(pdf));
        return document.Decode((PdfStream)document.Resolve(new PdfReference(4, 0)), limit);
    }

    private static string Flate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(data);
        return Convert.ToHexString(packed.ToArray()) + ">";
    }
}
