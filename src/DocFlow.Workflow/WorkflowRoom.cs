using DocFlow.Platform;
using DocFlow.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Workflow;

/// <summary>What the host composes of this service.</summary>
public static class WorkflowRoom
{
    /// <summary>The room.</summary>
    public static Room Room { get; } = new("workflow", typeof(WorkflowRoom).Assembly)
    {
        Register = services => services.AddScoped<ResubmitFile>().AddScoped<SignDocument>(),
        Map = routes =>
        {
            ListTasks.Map(routes);
            ListStandingTasks.Map(routes);
            ShowTask.Map(routes);
            ShowCase.Map(routes);
            ShowFile.Map(routes);
            ActOnTask.Map(routes);
            SignDocument.Map(routes);
            ResubmitFile.Map(routes);
            EditHolidays.Map(routes);
        },
        Consumers = [typeof(OpenCase), typeof(CloseCase), typeof(ReturnToIssue), typeof(NoteDelivery)],
        Checks = CheckWorkflow.Checks,
        Told = CheckWorkflow.Told,
        Heard = CheckWorkflow.Heard,
        Files = CheckWorkflow.Files,
        Entrances =
        [
            new Entrance("/workflow", "Việc cần xử lý", "My tasks", Role.Leader, Role.UnitHead, Role.Specialist, Role.Clerk)
            {
                Waiting = ListTasks.Count,
            },
            new Entrance("/administration/standing-tasks", "Việc không có người nhận", "Tasks nobody can take", Role.Administrator)
            {
                Waiting = (session, _) => ListStandingTasks.Count(session),
            },
            new Entrance("/administration/holidays", "Lịch nghỉ", "Days off", Role.Administrator),
        ],
    };
}
