using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;

namespace DocFlow.Workflow;

/// <summary>Where a person goes when a task is done: the next one at once, or the empty desk.</summary>
internal static class NextTask
{
    public static async Task<string> Address(Database database, Actor actor, TimeProvider clock)
    {
        var tasks = await database.Read(session => ListTasks.Handle(session, actor, clock));
        return tasks.Count > 0 ? $"/workflow/tasks/{tasks[0].TaskId}" : "/workflow";
    }
}
