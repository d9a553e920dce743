using DocFlow.Host.Commands;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Commands;

public sealed class UserCommandTests
{
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task The_console_enrols_the_agency_its_units_its_people_and_its_partners()
    {
        await Run("agency", "set", "--code", "G09.01", "--name", "Văn phòng Chính phủ", "--place", "Hà Nội", "--notation", "VPCP");
        await Run("unit", "add", "--name", "Vụ Tổng hợp", "--notation", "TH");
        await Run("unit", "code", "--name", "Vụ Tổng hợp", "--code", "G09.01.05");
        await Run("user", "add", "anh", "--full-name", "Nguyễn Văn Anh", "--unit", "TH", "--role", "UnitHead", "--title", "Vụ trưởng");
        await Run("partner", "add", "--code", "H01", "--name", "UBND tỉnh");

        var person = (await _office.Database.Read(Person.All)).Single();
        var post = person.Posts.Single();
        Assert.That((person.FullName, post.Role, post.Title), Is.EqualTo(("Nguyễn Văn Anh", Role.UnitHead, "Vụ trưởng")));
        Assert.That((await _office.Database.Read(Unit.All)).Single().AgencyCode, Is.EqualTo("G09.01.05"));
        Assert.That((await _office.Database.Read(Agency.Find))?.Notation, Is.EqualTo("VPCP"));
        Assert.That((await _office.Database.Read(Partner.All)).Single().SystemId, Is.EqualTo("H01"));
    }

    [Test]
    public async Task A_unit_that_does_not_exist_is_refused_and_nobody_enrolled()
    {
        var exit = await CommandTree.Create().Parse(
            ["user", "add", "anh", "--full-name", "Anh", "--unit", "none", "--role", "Clerk", "--data", _office.Folder]).InvokeAsync();

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(await _office.Database.Read(Person.All), Is.Empty);
    }

    private async Task Run(params string[] args) =>
        Assert.That(await CommandTree.Create().Parse([.. args, "--data", _office.Folder]).InvokeAsync(), Is.Zero, args[0]);
}
