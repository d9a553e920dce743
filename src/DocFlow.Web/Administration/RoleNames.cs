using DocFlow.Platform.Identity;

namespace DocFlow.Web.Administration;

/// <summary>What people call a role.</summary>
internal static class RoleNames
{
    public static (string Vi, string En) Of(Role role) => role switch
    {
        Role.Clerk => ("Văn thư", "Clerk"),
        Role.Specialist => ("Chuyên viên", "Specialist"),
        Role.UnitHead => ("Trưởng đơn vị", "Unit head"),
        Role.Leader => ("Lãnh đạo", "Leader"),
        Role.Administrator => ("Quản trị", "Administrator"),
        Role.Inspector => ("Thanh tra", "Inspector"),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
