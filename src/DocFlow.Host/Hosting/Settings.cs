namespace DocFlow.Host.Hosting;

/// <summary>
/// Where settings come from: environment variables DOCFLOW_SECTION__NAME, and for secrets DOCFLOW_SECTION__NAME_FILE, which names a file
/// with the value; an empty file is no value. deploy/SETTINGS.md lists them all.
/// </summary>
public static class Settings
{
    private const string InFile = "_FILE";

    /// <summary>Adds both.</summary>
    /// <exception cref="InvalidOperationException">A file that was named cannot be read.</exception>
    public static IConfigurationBuilder AddSettings(this IConfigurationBuilder builder)
    {
        var named = new ConfigurationBuilder().AddEnvironmentVariables("DOCFLOW_").Build().AsEnumerable()
            .Where(setting => setting.Key.EndsWith(InFile, StringComparison.Ordinal) && !string.IsNullOrEmpty(setting.Value));
        var read = named.Select(setting => KeyValuePair.Create(setting.Key[..^InFile.Length], (string?)Read(setting.Key, setting.Value!)));
        return builder.AddEnvironmentVariables("DOCFLOW_").AddInMemoryCollection([.. read.Where(setting => setting.Value != "")]);
    }

    private static string Read(string setting, string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            var name = setting.Replace(":", "__", StringComparison.Ordinal);
            throw new InvalidOperationException($"DOCFLOW_{name} names {file}, which cannot be read: {unreadable.Message}");
        }
    }
}
