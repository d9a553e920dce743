using System.Globalization;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>What happened, on the screen and in a file, as it happens.</summary>
internal sealed class BreakerLog(string file) : IDisposable
{
    private readonly Lock _writing = new();
    private readonly StreamWriter _file = new(file) { AutoFlush = true };

    public void Say(string what)
    {
        lock (_writing)
        {
            _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetLocalNow():HH:mm:ss.fff} {what}"));
            TestContext.Progress.WriteLine(what);
        }
    }

    public void Dispose() => _file.Dispose();
}
