using System.Text.Json;
using DocFlow.Platform;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake.Recalling;

/// <summary>What a document had been used for when it was decided about: part of the recall's own record.</summary>
internal static class UsedThen
{
    public static string Keep(IReadOnlyList<DocumentUse> uses) => JsonSerializer.Serialize(uses, MessageJson.Options);

    public static IReadOnlyList<DocumentUse> Read(string kept) =>
        JsonSerializer.Deserialize<List<DocumentUse>>(kept, MessageJson.Options)!;
}
