using System.Globalization;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Vxp;

/// <summary>
/// POST /exchange/vxp/getAgenciesList, getAgenciesListQD20 (of one level, where level says so) and getSynchronizeUnit: the directory, and
/// those who exchange here directly; streamed, for a country has 120,000 agencies.
/// </summary>
public sealed class ListAgencies(ExchangeGate gate, ListDirectory directory)
{
    internal static void Map(IEndpointRouteBuilder vxp)
    {
        vxp.MapPost("/getAgenciesList", (HttpRequest request, ListAgencies list) => list.Handle(request, OldForm, null));
        vxp.MapPost("/getAgenciesListQD20", (HttpRequest request, ListAgencies list) => list.Handle(request, NewForm, "level"));
        vxp.MapPost("/getSynchronizeUnit", (HttpRequest request, ListAgencies list) => list.Handle(request, UnitForm, null));
    }

    private async Task<IResult> Handle(HttpRequest request, Func<DirectoryEntry, object> row, string? levelName)
    {
        var asked = await gate.Let(request, async (session, caller) =>
            (Outcome<(Caller, IReadOnlyList<DirectoryEntry>)>)(caller, await Direct(session)));
        if (asked.Refusal is { } refusal)
            return VxpEnvelope.Refused(refusal);
        var (caller, direct) = asked.Answer;
        var level = levelName is not null && int.TryParse(caller.Call[levelName], CultureInfo.InvariantCulture, out var said) ? said : 0;
        return VxpEnvelope.Done(("data", Rows(direct, row, level, request.HttpContext.RequestAborted)));
    }

    private async IAsyncEnumerable<object> Rows(
        IReadOnlyList<DirectoryEntry> direct, Func<DirectoryEntry, object> row, int level,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var told = direct.Select(entry => entry.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in direct.Where(entry => level == 0 || LevelOf(entry) == level))
            yield return row(entry);
        await foreach (var entry in directory.Handle(stop))
        {
            if (!told.Contains(entry.Code) && (level == 0 || LevelOf(entry) == level))
                yield return row(entry);
        }
    }

    // ourselves, our units that have a code and those enrolled here, as the directory knows them or by what was entered
    private static async Task<IReadOnlyList<DirectoryEntry>> Direct(ReadSession session)
    {
        var us = await Agency.Find(session);
        var enrolled = (await Partner.All(session)).Where(partner => partner.Active).Select(partner => Entered(partner.Code, partner.Name));
        var units = (await Unit.All(session)).Where(unit => unit.AgencyCode is not null)
            .Select(unit => Entered(unit.AgencyCode!, unit.Name) with { ParentCode = us?.Code });
        var entries = new List<DirectoryEntry>();
        foreach (var entered in units.Concat(enrolled).Prepend(us is null ? null : Entered(us.Code, us.Name)).OfType<DirectoryEntry>())
            entries.Add(await DirectoryEntry.Find(session, entered.Code) ?? entered);
        return [.. entries.DistinctBy(entry => entry.Code.ToUpperInvariant())];
    }

    private static DirectoryEntry Entered(string code, string name) => new()
    {
        Code = code,
        Name = name,
        Active = true,
        Test = false,
        Source = DirectoryEntry.ByHand,
        ChangedAt = DateTimeOffset.UnixEpoch,
    };

    private static int LevelOf(DirectoryEntry entry) => entry.Code.Count(letter => letter == '.') + 1;

    private static object OldForm(DirectoryEntry entry) =>
        new { id = entry.Code, pid = entry.ParentCode, entry.Code, entry.Name, entry.Mail, entry.OldCode };

    private static object NewForm(DirectoryEntry entry) =>
        new { entry.Code, id = entry.Code, entry.Mail, entry.Name, code102 = entry.OldCode };

    private static object UnitForm(DirectoryEntry entry) => new
    {
        entry.Code,
        id = entry.Code,
        entry.Mail,
        entry.Name,
        pid = entry.ParentCode,
        version = "1",
        centerCode = entry.Code.Split('.')[0],
        deleted = false,
        modifyDate = ListReceived.Time(entry.ChangedAt),
        isAgency = true,
    };
}
