using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Telemetry;
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
        Consumers = [typeof(OpenCase), typeof(CloseCase), typeof(ReturnToIssue), typeof(GiveBack), typeof(NoteUpdate)],
        Checks = CheckWorkflow.Checks,
        Told = CheckWorkflow.Told,
        Heard = CheckWorkflow.Heard,
        Files = CheckWorkflow.Files,
        PageOf = ShowCase.PageOf,
        UsesOf = CaseUses.Of,
        Stages = session => session.List<StageCount>(Open),
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

    // by the open tasks, of which there are as many as there is work: a case that several people have counts once
    private const string Open = """
        select step as stage, count(distinct case_id) as count, min(opened_at) as oldest
        from workflow_task
        where closed_at is null
        group by step
        """;
}
