using Microsoft.AspNetCore.Components;

namespace DocFlow.Platform.Http;

/// <summary>
/// A page, or a part of one, that is drawn once: when all it shows has been read. The framework would draw it before, with nothing in it,
/// as soon as a read is not over at once; on SQLite it always is, on a server never.
/// </summary>
public abstract class DrawnOnce : ComponentBase
{
    private bool _begun;

    /// <inheritdoc />
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!_begun)
        {
            _begun = true;
            OnInitialized();
            await OnInitializedAsync();
        }

        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }
}
