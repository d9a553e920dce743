using System.Security.Cryptography.X509Certificates;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Keys;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DocFlow.Host.Enrolment;

/// <summary>What enrolment needs to know of key files and of the local authority, which lies in the installation's key folder.</summary>
public static class KeyFiles
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddKeyMaking(this IServiceCollection services)
    {
        services.AddHostedService<AuthorityFiles>();
        services.TryAddSingleton(new DevelopmentAddress((Uri?)null));
        services.AddSingleton<DevelopmentServices>();
        return services.AddSingleton(Of);
    }

    private static KeyMaking Of(IServiceProvider provider)
    {
        var (folder, clock) = (provider.GetRequiredService<KeyFolder>(), provider.GetRequiredService<TimeProvider>());
        var address = provider.GetRequiredService<DevelopmentAddress>();
        return new KeyMaking(
            Read,
            (holder, pin) => Issue(Authority(folder, clock, address), holder, pin),
            pem => Revoke(Authority(folder, clock), pem));
    }

    /// <summary>The authority of an installation, made on first use.</summary>
    public static LocalAuthority Authority(KeyFolder folder, TimeProvider clock, DevelopmentAddress? address = null) =>
        LocalAuthority.Open(folder.Sub("authority").FullName, clock, address?.Pki);

    /// <summary>The certificate of a PKCS#12 file that the PIN opens.</summary>
    public static Outcome<byte[]> Read(byte[] pkcs12, string pin)
    {
        var opening = Pkcs12Key.Open(pkcs12, pin);
        using var key = opening.Key;
        return opening.State switch
        {
            KeyState.Opened => key!.Certificate.RawData,
            KeyState.WrongPin => Refusal.Invalid("key.pin-does-not-open",
                "Mã PIN không mở được tệp khóa này; hãy kiểm tra lại.",
                "This PIN does not open the key file; check it."),
            _ => Refusal.Invalid("key.unreadable", opening.Refusal!.Vi, opening.Refusal.En),
        };
    }

    private static byte[] Issue(LocalAuthority opened, CertificateHolder holder, string pin)
    {
        using var authority = opened;
        var subject = holder.IsSeal
            ? CertificateSubject.Seal(holder.Agency, holder.AgencyCode)
            : CertificateSubject.Person(holder.Name, holder.Agency, holder.Post?.UnitName, NullIfEmpty(holder.Post?.Title));
        using var certificate = authority.Issue(subject);
        return Pkcs12.Create(certificate, [authority.Root], pin);
    }

    private static void Revoke(LocalAuthority opened, string pem)
    {
        using var authority = opened;
        using var certificate = X509Certificate2.CreateFromPem(pem);
        if (certificate.IssuerName.RawData.AsSpan().SequenceEqual(authority.Root.SubjectName.RawData))
            authority.Revoke(certificate);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
