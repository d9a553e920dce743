using DocFlow.Contracts;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Intake.Registering;

/// <summary>
/// Finds the same document in the register: the same bytes, the same key on the exchange, or the same number, notation and issuer (Decree
/// 30/2020, Annex VI: the clerk is warned).
/// </summary>
internal static class EarlierArrivals
{
    /// <summary>What would make it the same: its code with its issuer, its key on the exchange, its bytes, those of its draft.</summary>
    public sealed record Sought(string? CodeKey, string? ExchangeKey, string? Main, string? Draft = null)
    {
        public static Sought Of(string? codeKey, string? exchangeKey, IReadOnlyList<ChosenFile> files)
        {
            string? HashOf(FilePurpose purpose) => files.FirstOrDefault(file => file.Purpose == purpose)?.File.Sha256;
            return new(codeKey, exchangeKey, HashOf(FilePurpose.Main), HashOf(FilePurpose.Draft));
        }
    }

    public static Task<IReadOnlyList<EarlierArrival>> Find(Sought sought, ReadSession session) =>
        session.List<EarlierArrival>(SameCodeOrContent, sought);

    public static Refusal Duplicate(IReadOnlyList<EarlierArrival> earlier)
    {
        var first = earlier[0];
        var code = DocumentCode.Print(first.CodeNumber, first.CodeNotation);
        return Refusal.Conflict("document.duplicate",
            $"Văn bản này đã đăng ký với số đến {first.ArrivalNumber}/{first.Year} ({code}, {first.OrganName}); "
                + "hãy đính kèm tệp vào số đến đó hoặc đăng ký mới kèm lý do.",
            $"This document is already registered under arrival number {first.ArrivalNumber}/{first.Year} ({code}, {first.OrganName}); "
                + "attach the file to that number, or register it anew with a reason.") with
        {
            Details = new Dictionary<string, object?> { ["earlier"] = earlier },
        };
    }

    private const string SameCodeOrContent = """
        select id as document_id, year, arrival_number, arrived_on, code_number, code_notation, organ_name, subject
        from intake_document
        where voided_at is null and recalled_at is null and id in (
            select id
            from intake_document
            where code_key = @CodeKey
            union
            select document_id
            from intake_file
            where sha256 in (@Main, @Draft) and document_id is not null
            union
            select document_id
            from intake_packet
            where exchange_key = @ExchangeKey and document_id is not null)
        order by year, arrival_number
        """;
}
