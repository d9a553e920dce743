using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Intake.Registering;

/// <summary>The drafting unit and the recipients must be enrolled: otherwise nobody could review or deliver.</summary>
internal static class DraftParties
{
    public static async Task<Refusal?> Check(OutgoingDraft draft, ReadSession session)
    {
        if (await Unit.Find(session, draft.DraftingUnitId) is null)
            return Refusal.Invalid("draft.unit-unknown",
                "Đơn vị soạn thảo không có trong danh mục; hãy chọn lại hoặc nhờ quản trị viên khai báo.",
                "The drafting unit is not enrolled; choose another or ask an administrator to enrol it.");

        foreach (var recipient in draft.Recipients)
        {
            if (await Partner.OfCode(session, recipient.Code) is not { Active: true })
                return Refusal.Invalid("draft.recipient-unknown",
                    $"Cơ quan nhận {recipient.Code} ({recipient.Name}) chưa được khai báo; hãy nhờ quản trị viên khai báo.",
                    $"The recipient agency {recipient.Code} ({recipient.Name}) is not enrolled; ask an administrator to enrol it.");
        }

        return null;
    }
}
