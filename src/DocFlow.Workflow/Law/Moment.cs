using DocFlow.Platform;

namespace DocFlow.Workflow.Law;

/// <summary>The time of an act and the calendar that time limits are counted in: Monday to Friday without the days off.</summary>
public sealed record Moment(DateTimeOffset Now, IReadOnlySet<DateOnly> DaysOff)
{
    public DateOnly Today => DateOnly.FromDateTime(Now.InOffice().DateTime);

    /// <summary>The day a limit of so many working days ends; with no days left it is today, or the first day worked after it.</summary>
    public DateOnly After(int workingDays)
    {
        var day = Today;
        while (!IsWorked(day) || workingDays > 0)
        {
            day = day.AddDays(1);
            if (IsWorked(day))
                workingDays--;
        }
        return day;
    }

    private bool IsWorked(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !DaysOff.Contains(day);
}
