using DocFlow.Platform.Telemetry;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace DocFlow.Platform.Http;

/// <summary>The one way a page says no: the refusal's sentence in the reader's language; nothing when there is none.</summary>
public sealed class RefusalNotice(Language language) : ComponentBase
{
    private Refusal? _counted;

    /// <summary>The refusal, or null.</summary>
    [Parameter]
    public Refusal? Refusal { get; set; }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Refusal is not null && Refusal != _counted)
            Instruments.Refused(_counted = Refusal);
    }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (Refusal is null)
            return;
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "alert alert-danger");
        builder.AddAttribute(2, "role", "alert");
        builder.AddAttribute(3, "data-code", Refusal.Code);
        builder.AddContent(4, language[Refusal]);
        builder.CloseElement();
    }
}
