using System.Text.Json;
using DocFlow.Host.Commands;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

[NonParallelizable]
public sealed class FieldsCommandTests
{
    [Test]
    public void Each_field_is_told_with_its_place_and_state()
    {
        var (exit, said) = Run(HandSigned.Sealed(HandSigned.Fill(HandSigned.Certified(), "123")), "--json");

        var fields = JsonDocument.Parse(said).RootElement.GetProperty("fields").EnumerateArray().ToList();
        Assert.That(exit, Is.Zero);
        Assert.That(fields.Select(f => f.GetProperty("name").GetString()), Is.EqualTo(new[] { "Number", "Leader", "Deputy", "Seal" }));
        Assert.That(fields[0].GetProperty("value").GetString(), Is.EqualTo("123"));
        Assert.That(fields[1].GetProperty("rect").EnumerateArray().Select(n => n.GetDouble()), Is.EqualTo(new[] { 72.0, 72, 100, 50 }));
        Assert.That(fields.Skip(1).Select(f => f.GetProperty("signed").GetBoolean()), Is.EqualTo(new[] { true, false, true }));
        Assert.That(fields.Select(f => f.GetProperty("locked").GetBoolean()), Is.All.True);
    }

    [Test]
    public void People_read_one_line_a_field()
    {
        var (exit, said) = Run(IssuedLetter.Drafted());

        Assert.That(exit, Is.Zero);
        Assert.That(said.Trim().Split('\n'), Has.Length.EqualTo(6));
        Assert.That(said, Does.Match(@"Seal +signature +page \d+ +[0-9.,]+ +empty"));
    }

    [Test]
    public void A_file_without_fields_and_one_that_is_no_pdf_are_told_apart()
    {
        var runs = new[] { Run(TinyPdf.Classic()), Run([1, 2, 3]) };

        Assert.That(runs.Select(run => run.Exit), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(runs[0].Said.Trim(), Is.EqualTo("no fields"));
    }

    private static (int Exit, string Said) Run(byte[] pdf, params string[] options)
    {
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, pdf);
        using var said = new StringWriter();
        var (console, errors) = (Console.Out, Console.Error);
        Console.SetOut(said);
        Console.SetError(said);
        var exit = FieldsCommand.Create().Parse([file, .. options]).Invoke();
        Console.SetOut(console);
        Console.SetError(errors);
        File.Delete(file);
        return (exit, said.ToString());
    }
}
