namespace DocFlow.Signing.LongTerm;

/// <summary>The HTTP client for services elsewhere.</summary>
public static class ServiceHttp
{
    /// <summary>
    /// A client that follows at most three redirections, and only to http and https, keeps no cookies and sends nothing of its own; time
    /// limits are <see cref="ServiceLimits"/>'. One for the life of the process. Addresses to ask come out of certificates, and those of a
    /// stranger's file may point into your network: a server gives its own client, whose ConnectCallback refuses private addresses.
    /// </summary>
    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        MaxAutomaticRedirections = 3, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
