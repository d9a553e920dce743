namespace DocFlow.Signing.Verification.Time;

/// <summary>What a signature's time-stamp means for the signature.</summary>
internal static class StampReasons
{
    /// <summary>Not a time-stamp, or one of something else.</summary>
    public static Finding Broken(string why) => Finding.Undecided(SubIndication.SigConstraintsFailure,
        "Dấu thời gian kèm chữ ký không hợp lệ hoặc không phải của chữ ký này.",
        $"The time-stamp that comes with the signature is not valid or is not of this signature: {why}");

    /// <summary>Whole, but nobody trusted stands behind it.</summary>
    public static Finding Untrusted(string? authority) => Finding.Undecided(SubIndication.NoPoe,
        $"Dấu thời gian do tổ chức chưa được tin cậy cấp: {authority}.",
        $"The time-stamp comes from an authority that is not trusted here: {authority}.");

    /// <summary>Trusted, but not proved: it is left aside.</summary>
    public static Finding Unproved(Finding why) => new(Indication.TotalPassed, SubIndication.NoPoe, new Sentence(
        $"Dấu thời gian không dùng làm chứng cứ được: {why.Text.Vietnamese}", $"The time-stamp proves nothing: {why.Text.English}"));

    /// <summary>Whether only time has gone over it: the authority was fit to stamp, and evidence or a later proof is missing.</summary>
    public static bool IsOfTime(Finding reason) => reason.Weight == Indication.TotalPassed || reason.Code is SubIndication.TryLater
        or SubIndication.OutOfBoundsNoPoe or SubIndication.RevokedNoPoe or SubIndication.RevokedCaNoPoe
        or SubIndication.CryptoConstraintsFailureNoPoe;

    public static Finding Disorder { get; } = Finding.Undecided(SubIndication.TimestampOrderFailure,
        "Dấu thời gian muộn hơn dấu thời gian được đóng sau nó.", "The time-stamp is later than one that was put over it.");

    public static Sentence By(bool isDocument, string? authority) => isDocument
        ? new Sentence($"dấu thời gian của tài liệu do {authority} cấp", $"the document time-stamp of {authority}")
        : new Sentence($"dấu thời gian của chữ ký do {authority} cấp", $"the signature time-stamp of {authority}");
}
