using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;

namespace DocFlow.Platform.Http;

/// <summary>What every page form carries: the antiforgery token, and a fresh request key so that sent twice it is done once.</summary>
public sealed class PostFields : ComponentBase
{
    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<AntiforgeryToken>(0);
        builder.CloseComponent();
        builder.OpenElement(1, "input");
        builder.AddAttribute(2, "type", "hidden");
        builder.AddAttribute(3, "name", RequestKey.Field);
        builder.AddAttribute(4, "value", RequestKey.Fresh());
        builder.CloseElement();
    }
}
