using DocFlow.Platform;

namespace DocFlow.Intake.Registering;

/// <summary>Collects what is wrong with a form, so that a clerk corrects all of it at once.</summary>
internal sealed class FieldCheck
{
    private readonly List<FieldFault> _faults = [];

    /// <summary>One field and what is wrong with it.</summary>
    public sealed record FieldFault(string Field, string Vi, string En);

    /// <summary>Must be there, and no longer than the standard's column.</summary>
    public FieldCheck Required(string field, (string Vi, string En) label, string? value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value))
            _faults.Add(new(field, $"{label.Vi}: còn trống", $"{label.En}: missing"));
        return Longest(field, label, value, longest);
    }

    /// <summary>May be absent, but no longer than the standard's column.</summary>
    public FieldCheck Longest(string field, (string Vi, string En) label, string? value, int longest)
    {
        if (value?.Length > longest)
            _faults.Add(new(field, $"{label.Vi}: dài quá {longest} ký tự", $"{label.En}: longer than {longest} characters"));
        return this;
    }

    /// <summary>Any other rule.</summary>
    public FieldCheck Holds(bool holds, string field, string vi, string en)
    {
        if (!holds)
            _faults.Add(new(field, vi, en));
        return this;
    }

    /// <summary>The refusal that names every fault, or null.</summary>
    public Refusal? Refusal => _faults.Count == 0 ? null : Platform.Refusal.Invalid("document.field-invalid",
        $"Thông tin chưa đúng: {string.Join("; ", _faults.Select(fault => fault.Vi))}.",
        $"Some fields are not right: {string.Join("; ", _faults.Select(fault => fault.En))}.") with
    {
        Details = new Dictionary<string, object?> { ["fields"] = _faults },
    };
}
