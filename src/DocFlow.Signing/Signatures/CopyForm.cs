namespace DocFlow.Signing.Signatures;

/// <summary>The forms of a certified copy (Decree 30/2020, article 25).</summary>
public enum CopyForm
{
    /// <summary>SAO Y: the whole original.</summary>
    SaoY,

    /// <summary>SAO LỤC: the whole of a SAO Y.</summary>
    SaoLuc,

    /// <summary>TRÍCH SAO: a part of the original.</summary>
    TrichSao,
}

/// <summary>What a copy is made from.</summary>
public enum Original
{
    /// <summary>A sheet, scanned.</summary>
    Paper,

    /// <summary>A signed file.</summary>
    Electronic,
}

/// <summary>What each form is called, and which may be made electronically from what.</summary>
public static class CopyForms
{
    /// <summary>As it stands on the copy.</summary>
    public static string Title(this CopyForm form) => form switch
    {
        CopyForm.SaoY => "SAO Y",
        CopyForm.SaoLuc => "SAO LỤC",
        _ => "TRÍCH SAO",
    };

    /// <summary>
    /// Why an electronic copy of this form may not be made, or null. From an electronic original only an extract is made electronically:
    /// the file itself can be sent on as often as one likes (article 25).
    /// </summary>
    public static SigningRefusal? Refused(CopyForm form, Original original) =>
        original == Original.Paper || form == CopyForm.TrichSao ? null : new SigningRefusal(
            "copy.form", $"Không {form.Title()} từ bản điện tử sang bản điện tử (Nghị định 30/2020, Điều 25); hãy gửi chính bản đó.",
            $"{form.Title()} is not made electronically from an electronic original (Decree 30/2020, article 25); send the file itself.");
}
