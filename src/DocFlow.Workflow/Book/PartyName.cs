using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow.Book;

/// <summary>The unit or person a task went to, as a register prints it.</summary>
internal static class PartyName
{
    public static async Task<string> Of(ReadSession session, Party party)
    {
        if (party.Person is { } person)
            return (await Person.Find(session, person))?.FullName ?? "";

        var unit = party.Unit is { } id ? (await Unit.Find(session, id))?.Name : null;
        return string.Join(", ", new[] { unit, NameOf(party.Role) }.Where(part => part is not null));
    }

    private static string? NameOf(Role? role) => role switch
    {
        Role.Clerk => "Văn thư",
        Role.Specialist => "Chuyên viên",
        Role.UnitHead => "Trưởng đơn vị",
        Role.Leader => "Lãnh đạo",
        Role.Administrator => "Quản trị",
        Role.Inspector => "Thanh tra",
        _ => null,
    };
}
