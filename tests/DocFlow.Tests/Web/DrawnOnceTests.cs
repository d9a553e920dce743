using DocFlow.Host;
using DocFlow.Platform.Http;
using DocFlow.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Web;

/// <summary>A server answers after the page was begun, other than SQLite: no page may be drawn before.</summary>
public sealed class DrawnOnceTests
{
    private sealed class SlowPage : DrawnOnce
    {
        private string? _read;

        protected override async Task OnInitializedAsync()
        {
            await Task.Yield();
            _read = "read";
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{_read!.Length} letters");
    }

    [Test]
    public async Task A_page_whose_read_is_not_over_at_once_is_drawn_when_it_is()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);

        var drawn = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<SlowPage>()).ToHtmlString());

        Assert.That(drawn, Is.EqualTo("4 letters"));
    }

    [Test]
    public void Every_page_of_the_house_is_drawn_once()
    {
        var pages = Rooms.All.Select(room => room.Assembly).Append(typeof(Doors).Assembly).SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false)).ToList();

        Assert.That(pages, Has.Count.GreaterThan(20));
        Assert.That(pages.Where(page => !page.IsSubclassOf(typeof(DrawnOnce))), Is.Empty);
    }
}
