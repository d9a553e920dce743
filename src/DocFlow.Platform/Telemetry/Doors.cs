using System.Diagnostics;
using System.Reflection;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DocFlow.Platform.Telemetry;

/// <summary>The doors through which acts come: HTTP requests that write, and messages of the bus.</summary>
public static class Doors
{
    private const string Shell = "DocFlow.Web";

    /// <summary>Every request that writes is an act of the room whose page or slice takes it; right after routing.</summary>
    public static WebApplication UseRoomActs(this WebApplication app)
    {
        var logs = app.Services.GetRequiredService<ILoggerFactory>();
        app.Use((http, next) =>
        {
            if (http.GetEndpoint() is not RouteEndpoint endpoint)
                return next(http);
            var act = $"{http.Request.Method} {endpoint.RoutePattern.RawText}";
            // a trace is called by the route: the path itself may hold what somebody typed
            if (Activity.Current is { IsAllDataRequested: true } activity)
                activity.DisplayName = act;
            return HttpMethods.IsGet(http.Request.Method) ? next(http) : RoomAct.Run(Of(act, endpoint, logs), () => next(http));
        });
        return app;
    }

    internal static RoomAct.Door Of<T>(ConsumeContext<T> context, Type consumer) where T : class
    {
        var log = context.TryGetPayload<IServiceProvider>(out var services) ? services.GetService<ILoggerFactory>() : null;
        var room = consumer.Assembly.GetName().Name!;
        return new RoomAct.Door(room, consumer.Name)
        {
            Log = log?.CreateLogger(room) ?? NullLogger.Instance,
            Activity = Tracing.Continue(consumer.Name, ActivityKind.Consumer, context.Headers.Get<string>(Tracing.Header)),
        };
    }

    private static RoomAct.Door Of(string act, RouteEndpoint endpoint, ILoggerFactory logs)
    {
        var owner = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type
            ?? endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType;
        var room = owner?.Assembly.GetName().Name ?? Shell;
        return new RoomAct.Door(room, act)
        {
            Log = logs.CreateLogger(room),
            Activity = Activity.Current,
        };
    }
}
