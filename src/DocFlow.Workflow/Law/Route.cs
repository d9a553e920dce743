using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DocFlow.Workflow.Law;

/// <summary>The steps of a case, as data from JSON; kept with the case it runs: a later version never changes a running case.</summary>
public sealed record Route
{
    private const int MostKnown = 500;
    private static readonly ConcurrentDictionary<string, Route> Known = new();

    public required string Name { get; init; }
    public required int Version { get; init; }
    public required Wording Title { get; init; }
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Working days for the owner to correct what was returned.</summary>
    public int ReviseDays { get; init; } = 2;

    /// <summary>
    /// Whether a draft of ours is what is signed and issued; in any other route the file is a received document, never replaced, never
    /// signed.
    /// </summary>
    [JsonIgnore]
    public bool CarriesDraft => Steps.Any(step => step.Kind is StepKind.Sign or StepKind.Issue);

    public Step? Find(string name) => Steps.FirstOrDefault(step => step.Name == name);

    public Wording TitleOf(string step) => Find(step)?.Title ?? new Wording("Hoàn thiện và gửi lại", "Revise and send again");

    public int IndexOf(string name) => Steps.TakeWhile(step => step.Name != name).Count();

    /// <summary>The route of its JSON; every case bears one, and they are few: each is read once.</summary>
    public static Route Parse(string json)
    {
        if (Known.TryGetValue(json, out var known))
            return known;
        var route = Read(json);
        if (Known.Count < MostKnown)
            Known.TryAdd(json, route);
        return route;
    }

    private static Route Read(string json)
    {
        var route = JsonSerializer.Deserialize<Route>(json, Json) ?? throw new JsonException("A route is an object, not null.");
        var faults = route.Faults().ToList();
        return faults.Count == 0 ? route : throw new JsonException($"Route {route.Name}: {string.Join(" ", faults)}");
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private IEnumerable<string> Faults()
    {
        if (Steps.Count == 0)
            yield return "It has no step.";
        if (Steps.Select(step => step.Name).Distinct().Count() != Steps.Count)
            yield return "Two steps have one name.";
        foreach (var fault in Steps.SelectMany(FaultsOf))
            yield return fault;
    }

    private IEnumerable<string> FaultsOf(Step step, int index)
    {
        if (step.Kind == StepKind.Revise || step.Name == Step.Revise)
            yield return $"{step.Name}: the owner's revision is reached by a return only.";
        if (step.Who.Count == 0 || step.Who.Any(party => party.IsAnybody) || step.Days < 0)
            yield return $"{step.Name}: it needs somebody to act and a time limit.";
        if (step.Kind == StepKind.Sign && (step.Field is null || step.Authority is null))
            yield return $"{step.Name}: to sign needs a field and a form of authority.";
        if (step.Field is not null && (step.Kind is not (StepKind.Sign or StepKind.Initial) || step.Rule != Rule.Any))
            yield return $"{step.Name}: only initials and signatures have a field, and one person fills it.";
        if (step.Kind != StepKind.Opine && step.Who.Any(party => party.Of == Relation.Cooperating))
            yield return $"{step.Name}: cooperating units, who may be none, are only asked for opinions.";
        if (step.ReturnTo != Step.Revise && IndexOf(step.ReturnTo) >= index)
            yield return $"{step.Name}: a return goes to an earlier step or to {Step.Revise}.";
        if (step.Kind == StepKind.Issue && (index != Steps.Count - 1 || Steps.All(other => other.Kind != StepKind.Sign)))
            yield return $"{step.Name}: issuing comes last, after a signature.";
    }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

/// <summary>One sentence in both languages.</summary>
public sealed record Wording(string Vi, string En);

/// <summary>One stage of a route.</summary>
public sealed record Step
{
    /// <summary>The name of the owner's own stage, which no route lists: a return leads there.</summary>
    public const string Revise = "revise";

    public required string Name { get; init; }
    public required StepKind Kind { get; init; }
    public required Wording Title { get; init; }
    public required IReadOnlyList<Party> Who { get; init; }
    public Rule Rule { get; init; } = Rule.Any;
    public required int Days { get; init; }
    public string ReturnTo { get; init; } = Revise;
    public Authority? Authority { get; init; }
    public FieldWish? Field { get; init; }
}

/// <summary>What is done at a stage; opinions are asked of all at once and decide nothing.</summary>
public enum StepKind { Direct, Review, Opine, Initial, Approve, Sign, Issue, Revise }

/// <summary>Whether one of those asked is enough, or each must act.</summary>
public enum Rule { Any, All }

/// <summary>In whose name a signer signs (Decree 30/2020, Art. 13): as the head, TM., KT., TL., TUQ. or Q.</summary>
public enum Authority { Direct, Tm, Kt, Tl, Tuq, Q }

/// <summary>The signature field a step wants on the page; without a box the layout of Decree 30 places it.</summary>
public sealed record FieldWish
{
    public required string Name { get; init; }
    public int? Page { get; init; }
    public IReadOnlyList<double>? Box { get; init; }
}
