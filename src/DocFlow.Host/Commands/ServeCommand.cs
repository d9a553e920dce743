using System.CommandLine;
using DocFlow.Host.Hosting;

namespace DocFlow.Host.Commands;

/// <summary><c>docflow serve</c>: runs one process of an installation until it is stopped.</summary>
public static class ServeCommand
{
    private static readonly Option<string> Role = new("--role")
    {
        Description = "all, intake, workflow, dispatch or web; every role but all needs a RabbitMQ address in DOCFLOW_BUS__ADDRESS",
        DefaultValueFactory = _ => "all",
    };

    private static readonly Option<DirectoryInfo> Data = new("--data")
    {
        Description = "folder of the database file, the content store and the keys",
        DefaultValueFactory = _ => new DirectoryInfo("docflow-data"),
    };

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "addresses to listen on, separated by semicolons",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    private static readonly Option<string> Migrate = new("--migrate")
    {
        Description = "start: bring the schema up to what this version needs; never: wait until docflow migrate has done so",
        DefaultValueFactory = _ => "start",
    };

    private static readonly Option<int> Notice = new("--stop-notice")
    {
        Description = "when told to stop: seconds in which readiness says so and requests are still taken",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<int> Within = new("--stop-within")
    {
        Description = "when told to stop: seconds in which the work in hand is finished",
        DefaultValueFactory = _ => 30,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Role.AcceptOnlyFromAmong([.. ServeOptions.Roles]);
        Migrate.AcceptOnlyFromAmong("start", "never");
        var command = new Command("serve", "Run the office (or one role of it) until stopped.")
        {
            Role, Data, Urls, Migrate, Notice, Within,
        };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var serve = new ServeOptions(parsed.GetValue(Role)!, parsed.GetValue(Data)!.FullName, parsed.GetValue(Urls)!)
        {
            Migrates = parsed.GetValue(Migrate) == "start",
            Notice = TimeSpan.FromSeconds(parsed.GetValue(Notice)),
            StopsWithin = TimeSpan.FromSeconds(parsed.GetValue(Within)),
        };
        try
        {
            await using var app = Server.Build(serve);
            var opened = app.Services.GetRequiredService<Opening>().Opened;
            await app.RunAsync(stop);
            if (opened.IsFaulted)
                await opened;
            return Environment.ExitCode;
        }
        catch (Exception impossible) when (impossible is InvalidOperationException or ArgumentException or IOException)
        {
            await Console.Error.WriteLineAsync("docflow: " + impossible.Message);
            return 1;
        }
    }
}
