using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>
/// Whether an issuer signed a statement (a certificate, a list, an answer), asked of the cryptography once. For many threads.
/// </summary>
internal sealed class CheckedSignatures
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<(object Statement, X509Certificate2 Issuer), object?> _known = new(new SameObjects());

    /// <summary>The answer of <paramref name="check"/> for this pair of instances.</summary>
    public T Once<T>(object statement, X509Certificate2 issuer, Func<T> check)
    {
        if (_known.TryGetValue((statement, issuer), out var known))
            return (T)known!;
        if (_known.Count >= Most)
            _known.Clear();
        var answer = check();
        _known[(statement, issuer)] = answer;
        return answer;
    }

    // certificates call themselves equal when only issuer and number are
    private sealed class SameObjects : IEqualityComparer<(object Statement, X509Certificate2 Issuer)>
    {
        public bool Equals((object Statement, X509Certificate2 Issuer) one, (object Statement, X509Certificate2 Issuer) other) =>
            ReferenceEquals(one.Statement, other.Statement) && ReferenceEquals(one.Issuer, other.Issuer);

        public int GetHashCode((object Statement, X509Certificate2 Issuer) pair) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(pair.Statement), RuntimeHelpers.GetHashCode(pair.Issuer));
    }
}
