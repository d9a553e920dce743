using DocFlow.Platform.Identity.Agencies.Directory;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity.Agencies.Directory;

public sealed class DirectoryTests
{
    private DirectoryDesk _desk = null!;

    [SetUp]
    public void Open() => _desk = new DirectoryDesk();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task An_agency_is_found_by_its_code_in_force_and_by_its_old_one_in_whatever_case()
    {
        await _desk.Set("H53.12", "Sở Tài chính tỉnh Tây Ninh", old: "000.00.12.H53");

        var (inForce, old) = (await _desk.Find(" h53.12"), await _desk.Find("000.00.12.h53"));

        Assert.That((inForce!.Name, old!.Code), Is.EqualTo(("Sở Tài chính tỉnh Tây Ninh", "H53.12")));
        Assert.That(await _desk.Find("H53.1"), Is.Null);
    }

    [Test]
    public async Task An_old_code_of_two_agencies_belongs_to_neither_until_only_one_is_active()
    {
        await _desk.Set("H01", "Tỉnh An Giang", old: "000.00.00.H01");
        await _desk.Set("H33", "Tỉnh Kiên Giang", old: "000.00.00.H01");
        var ofTwo = await _desk.Find("000.00.00.H01");

        await _desk.Set("H33", "Tỉnh Kiên Giang", old: "000.00.00.H01", active: false);

        Assert.That(ofTwo, Is.Null);
        Assert.That((await _desk.Find("000.00.00.H01"))?.Code, Is.EqualTo("H01"));
    }

    [Test]
    public async Task Two_forms_of_a_code_are_one_agency_and_an_unknown_code_is_only_itself()
    {
        await _desk.Set("H53.12", "Sở Tài chính", old: "000.00.12.H53");

        var same = await _desk.Office.Database.Read(async session => (
            await DirectoryEntry.AreSame(session, "000.00.12.H53", "H53.12"),
            await DirectoryEntry.AreSame(session, "X1", "x1"),
            await DirectoryEntry.AreSame(session, "H53.12", "H53")));

        Assert.That(same, Is.EqualTo((true, true, false)));
    }

    [Test]
    public async Task Many_codes_looked_for_at_once_are_each_whose_they_are_alone()
    {
        await _desk.Set("H53.12", "Sở Tài chính", old: "000.00.12.H53");
        await _desk.Set("H01", "Tỉnh An Giang", old: "000.00.00.H01");
        await _desk.Set("H33", "Tỉnh Kiên Giang", old: "000.00.00.H01");
        string[] codes = [" 000.00.12.h53", "H53.12", "000.00.00.H01", "H33", .. Enumerable.Range(0, 250).Select(n => $"X{n}")];

        var (many, alone) = await _desk.Office.Database.Read(async session =>
        {
            var each = new List<BothCodes>();
            foreach (var code in codes)
                each.Add(await DirectoryEntry.Codes(session, code));
            return (await DirectoryEntry.Codes(session, codes), each);
        });

        Assert.That(codes.Select(code => many[code]), Is.EqualTo(alone));
        Assert.That(alone[0].InForce, Is.EqualTo("H53.12"));
    }

    [Test]
    public async Task Names_are_searched_without_diacritics_and_case_and_every_word_must_stand_there()
    {
        await _desk.Set("H53", "Ủy ban nhân dân tỉnh Tây Ninh");
        await _desk.Set("H26", "Ủy ban nhân dân thành phố Hà Nội");
        await _desk.Set("G12.18", "Tổng cục Thuế, Đường Nguyễn Công Trứ");

        Assert.That(await _desk.Search("ninh uy BAN"), Is.EqualTo(["H53"]));
        Assert.That(await _desk.Search("đuong"), Is.EqualTo(["G12.18"]));
        Assert.That(await _desk.Search("uy ban"), Is.EqualTo(["H26", "H53"]));
        Assert.That(await _desk.Search("uy ban thue"), Is.Empty);
    }

    [Test]
    public async Task Whoever_bears_the_code_comes_first_then_codes_and_names_that_begin_so()
    {
        await _desk.Set("H53.1", "Sở Nội vụ");
        await _desk.Set("H53", "Tỉnh Tây Ninh");
        await _desk.Set("A01", "Nơi nhận của H53");
        await _desk.Set("B01", "H53 trung tâm");
        await _desk.Set("X9", "Đơn vị khác", old: "H53");

        Assert.That(await _desk.Search("h53"), Is.EqualTo(["X9", "H53", "H53.1", "B01", "A01"]));
    }

    [Test]
    public async Task One_that_is_no_longer_active_is_offered_to_nobody_but_found_when_all_are_asked_for()
    {
        await _desk.Set("H53", "Tỉnh Tây Ninh");
        var before = await _desk.Search("tay ninh");

        await _desk.Set("H53", "Tỉnh Tây Ninh", active: false);

        Assert.That(before, Is.EqualTo(["H53"]));
        Assert.That(await _desk.Search("tay ninh"), Is.Empty);
        Assert.That(await _desk.Search("tay ninh", all: true), Is.EqualTo(["H53"]));
    }

    [Test]
    public async Task A_page_follows_the_one_before_without_a_gap()
    {
        foreach (var number in Enumerable.Range(10, 7))
            await _desk.Set($"H{number}", $"Xã {number}");

        var pages = new[] { await _desk.Search("xa", page: 1, length: 3), await _desk.Search("xa", page: 2, length: 3) };

        Assert.That(pages.SelectMany(page => page), Is.EqualTo(["H10", "H11", "H12", "H13", "H14", "H15"]));
        Assert.That(await _desk.Search("xa", page: 4, length: 3), Is.Empty);
    }

    [Test]
    public async Task Codes_that_the_axis_keeps_for_trials_are_marked()
    {
        await _desk.Set("14.00.W00", "Đơn vị thử");
        await _desk.Set("H53.W001", "Không phải đơn vị thử");

        Assert.That(((await _desk.Find("14.00.W00"))!.Test, (await _desk.Find("H53.W001"))!.Test), Is.EqualTo((true, false)));
    }

    [TestCase("", "Tên")]
    [TestCase("H53", " ")]
    [TestCase("H53,1", "Tên")]
    [TestCase("H 53", "Tên")]
    public async Task An_entry_that_could_not_stand_in_a_packet_is_refused(string code, string name) =>
        Assert.That((await _desk.Set(code, name)).Refusal?.Code, Is.EqualTo("directory.entry-invalid"));

    [Test]
    public async Task Those_below_an_agency_come_by_name_and_those_below_nobody_are_the_roots()
    {
        await _desk.Set("H53", "Tỉnh Tây Ninh");
        await _desk.Set("H53.2", "Sở Y tế", parent: "h53");
        await _desk.Set("H53.1", "Sở Nội vụ", parent: "H53");

        var (roots, below) = await _desk.Office.Database.Read(async session => (
            await DirectoryEntry.Below(session, null, 0, 10), await DirectoryEntry.Below(session, "H53", 0, 10)));

        Assert.That(roots.Select(entry => entry.Code), Is.EqualTo(["H53"]));
        Assert.That(below.Select(entry => entry.Code), Is.EqualTo(["H53.1", "H53.2"]));
    }
}
