using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>POST /administration/directory/list: an administrator takes over a CSV file of agencies.</summary>
public sealed class ImportDirectory(Database database)
{
    /// <summary>The largest file, in bytes.</summary>
    public const long Largest = 64_000_000;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/directory/list", async (
        IFormFile file, [FromForm] bool? evenIfShrunk, Actor actor, ImportDirectory import, Language language, CancellationToken stop) =>
        (await import.Handle(file, evenIfShrunk == true, By.Person(actor), stop)).ToResult(language)).DisableAntiforgery();

    /// <summary>A file that a browser sent.</summary>
    public async Task<Outcome<TakeList.Answer>> Handle(
        IFormFile file, bool evenIfShrunk, (string Id, string Name) by, CancellationToken stop)
    {
        if (file.Length > Largest)
            return Refusal.TooLarge("directory.csv-too-large",
                $"Tệp lớn hơn {Largest / 1_000_000} MB.", $"The file is larger than {Largest / 1_000_000} MB.");
        await using var bytes = file.OpenReadStream();
        return await Handle(bytes, evenIfShrunk, by, stop);
    }

    /// <summary>Reads it and takes it over; the same file again changes nothing, so it needs no key.</summary>
    public async Task<Outcome<TakeList.Answer>> Handle(
        Stream file, bool evenIfShrunk, (string Id, string Name) by, CancellationToken stop)
    {
        var read = ReadCsv.Handle(file, stop);
        if (read.Refusal is { } refusal)
            return refusal;
        var command = new TakeList.Command(ReadCsv.Source, read.Answer, evenIfShrunk);
        return await database.Write(session => TakeList.Handle(command, session, by), stop);
    }
}
