using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity;

public sealed class EnrolKeyTests
{
    private Site _site = null!;
    private HttpClient _administrator = null!;
    private Actor _leader = null!;

    [SetUp]
    public async Task Open()
    {
        _site = await Site.Open();
        _administrator = await _site.Administrator();
        var leader = await _site.Person(_administrator, "lanhdao", Role.Leader);
        _leader = await Requests.Read<Actor>(await leader.GetAsync("/me"));
    }

    [TearDown]
    public ValueTask Close() => _site.DisposeAsync();

    [Test]
    public async Task A_brought_key_is_enrolled_when_its_pin_opens_it()
    {
        var answer = await Enrol(Brought("24681012"), "24681012", Requests.Png);

        var enrolled = await Requests.Read<EnrolKey.Answer>(answer);
        var kept = await _site.Office.Database.Read(session => SigningKey.OfPerson(session, _leader.UserId));
        Assert.That((kept?.Id, kept?.Subject), Is.EqualTo((enrolled.KeyId, "Brought")));
        Assert.That(_site.Office.Content.Has(kept!.ImageSha256));
    }

    [Test]
    public async Task A_wrong_pin_a_strange_file_and_a_picture_that_is_none_are_refused_with_nothing_left_behind()
    {
        var wrongPin = await Requests.Refused(await Enrol(Brought("24681012"), "wrong pin", Requests.Png));
        var strange = await Requests.Refused(await Enrol([1, 2, 3], "24681012", Requests.Png));
        var noPicture = await Requests.Refused(await Enrol(Brought("24681012"), "24681012", "GIF89a...."u8.ToArray()));

        Assert.That(wrongPin, Is.EqualTo((400, "key.pin-does-not-open")));
        Assert.That(strange, Is.EqualTo((400, "key.unreadable")));
        Assert.That(noPicture, Is.EqualTo((400, "key.image-not-png")));
        Assert.That(Directory.EnumerateFiles(Path.Combine(_site.Office.Folder, "keys"), "*.p12"), Is.Empty);
    }

    [Test]
    public async Task The_local_authority_waits_for_the_agency_to_be_enrolled()
    {
        var command = new { ownerId = _leader.UserId, pin = "246810", image = Requests.Png };

        var before = await Requests.Refused(await Requests.Post(_administrator, "/administration/local-keys", command));
        await _administrator.EnrolAgency();
        var after = await Requests.Post(_administrator, "/administration/local-keys", command);

        Assert.That(before, Is.EqualTo((409, "agency.not-enrolled")));
        Assert.That((await Requests.Read<EnrolKey.Answer>(after)).Subject, Is.EqualTo("lanhdao"));
    }

    [Test]
    public async Task The_same_request_again_makes_no_second_key()
    {
        await _administrator.EnrolAgency();
        var command = new { ownerId = _leader.UserId, pin = "246810", image = Requests.Png };

        var first = await Requests.Post(_administrator, "/administration/local-keys", command, "same");
        var again = await Requests.Post(_administrator, "/administration/local-keys", command, "same");

        Assert.That(await Requests.Read<EnrolKey.Answer>(again), Is.EqualTo(await Requests.Read<EnrolKey.Answer>(first)));
    }

    private Task<HttpResponseMessage> Enrol(byte[] pkcs12, string pin, byte[] image) =>
        Requests.Post(_administrator, "/administration/keys", new { ownerId = _leader.UserId, pkcs12, image, pin });

    private static byte[] Brought(string pin)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Brought", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return Pkcs12.Create(certificate, [], pin);
    }
}
