using DocFlow.Dispatch.Issuing;
using DocFlow.Dispatch.Register;
using DocFlow.Platform.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Register;

public sealed class OutgoingRegisterTests
{
    private DispatchOffice _dispatch = null!;

    [SetUp]
    public void Open() => _dispatch = new DispatchOffice();

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task A_line_has_the_ten_columns_of_the_decree()
    {
        await _dispatch.Reserve(await _dispatch.Ready());

        var line = (await Lines())[0].Cells();

        Assert.That(line, Is.EqualTo(new[]
        {
            "01/VPCP-TTĐT", "02/02/2026", "Công văn: V/v triển khai văn bản điện tử", "KT. Phó Chủ nhiệm Nguyễn Văn Ký",
            "UBND tỉnh Tây Ninh; Bộ Tài chính", "VT, TTĐT", "2", "", "", "Đang phát hành",
        }));
    }

    [Test]
    public async Task A_void_number_stays_in_the_book_with_its_reason()
    {
        var reserved = await _dispatch.Reserve(await _dispatch.Ready());
        await new VoidNumber(new Once(_dispatch.Office.Database))
            .Handle(reserved.Issue.Id, new VoidNumber.Command("Tệp hỏng"), DispatchOffice.Key(), _dispatch.Clerk, default);

        var line = (await Lines())[0];

        Assert.That((line.Code, line.Remark), Is.EqualTo(("01/VPCP-TTĐT", "Hủy: Tệp hỏng")));
    }

    [Test]
    public async Task A_register_without_gap_or_double_verifies_void_numbers_included()
    {
        await Three();

        var book = (await Verify())[0];

        Assert.That((book.Numbers, book.Reserved, book.Faults.Count), Is.EqualTo((3, 3, 0)));
    }

    [TestCase(2, "2 is missing")]
    [TestCase(3, "3 is missing")]
    public async Task A_line_taken_out_of_the_register_is_found_also_the_last(int number, string fault)
    {
        await Three();
        await _dispatch.Office.Database.Write(session =>
            session.Execute("delete from dispatch_issue where number = @Number", new { Number = number }));

        var book = (await Verify())[0];

        Assert.That(book.Faults, Is.EqualTo(new[] { fault }));
    }

    [Test]
    public async Task A_book_whose_lines_are_all_gone_is_found_too()
    {
        await Three();
        await _dispatch.Office.Database.Write(session => session.Execute("delete from dispatch_issue"));

        var book = (await Verify())[0];

        Assert.That((book.Name, book.Year, book.Faults.Count), Is.EqualTo(("Văn bản đi", 2026, 3)));
    }

    private async Task Three()
    {
        for (var i = 0; i < 3; i++)
            await _dispatch.Reserve(await _dispatch.Ready());
    }

    private Task<IReadOnlyList<OutgoingRegister.Line>> Lines() => _dispatch.Office.Database.Read(session =>
        OutgoingRegister.Handle(new OutgoingRegister.Query(2026, null, 1), session, _dispatch.Office.Clock));

    private Task<IReadOnlyList<VerifyRegister.Book>> Verify() => _dispatch.Office.Database.Read(VerifyRegister.Handle);
}
