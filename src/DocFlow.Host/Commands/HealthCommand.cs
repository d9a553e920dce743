using System.CommandLine;

namespace DocFlow.Host.Commands;

/// <summary><c>docflow health</c>: asks a process how it is, where there is no curl; exit 0 when it is well, else 1.</summary>
public static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly Option<Uri> Url = new("--url")
    {
        Description = "what to ask: /health/live (does it answer) or /health/ready (does it do its work)",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080/health/ready"),
        CustomParser = text => Uri.TryCreate(text.Tokens[0].Value, UriKind.Absolute, out var url) ? url : Wrong(text),
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("health", "Ask a process of this machine or container how it is.") { Url };
        command.SetAction((parsed, stop) => Run(parsed.GetValue(Url)!, stop));
        return command;
    }

    private static async Task<int> Run(Uri url, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(url, stop);
            Console.WriteLine($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(stop)}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"docflow: {url} does not answer: {silent.Message}");
            return 1;
        }
    }

    private static Uri? Wrong(System.CommandLine.Parsing.ArgumentResult text)
    {
        text.AddError($"'{text.Tokens[0].Value}' is not an address such as http://127.0.0.1:5080/health/ready.");
        return null;
    }
}
