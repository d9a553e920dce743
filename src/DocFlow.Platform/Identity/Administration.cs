using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Identity.People;
using DocFlow.Platform.Messaging.Stuck;
using DocFlow.Platform.Reconciling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity;

/// <summary>What administrators do: everything under /administration, for nobody else.</summary>
internal static class Administration
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var administration = routes.MapGroup("/administration").WithMetadata(new RequiresRoleAttribute(Role.Administrator));
        SetAgency.Map(administration);
        AddUnit.Map(administration);
        SetUnitCode.Map(administration);
        AddUser.Map(administration);
        ChangeUser.Map(administration);
        ResetPassword.Map(administration);
        AddPartner.Map(administration);
        ChangePartner.Map(administration);
        BindCertificate.Map(administration);
        SetEntry.Map(administration);
        ImportDirectory.Map(administration);
        EnrolKey.Map(administration);
        IssueKey.Map(administration);
        OpenLockedKey.Map(administration);
        RetireKey.Map(administration);
        StuckMessages.Map(administration);
        SendAgain.Map(administration);
        MendFinding.Map(administration);
    }
}
