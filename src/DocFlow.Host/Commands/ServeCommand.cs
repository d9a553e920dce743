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

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Role.AcceptOnlyFromAmong([.. ServeOptions.Roles]);
        var command = new Command("serve", "Run the office (or one role of it) until stopped.") { Role, Data, Urls };
        command.SetAction(async (parsed, stop) =>
        {
            var serve = new ServeOptions(parsed.GetValue(Role)!, parsed.GetValue(Data)!.FullName, parsed.GetValue(Urls)!);
            try
            {
                await using var app = await Server.Build(serve, stop);
                await app.RunAsync(stop);
                return 0;
            }
            catch (InvalidOperationException impossible)
            {
                await Console.Error.WriteLineAsync("docflow: " + impossible.Message);
                return 1;
            }
        });
        return command;
    }
}
