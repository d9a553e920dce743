using DocFlow.EdXml.Packets;
using NUnit.Framework;

namespace DocFlow.Tests.EdXml;

public sealed class CodesAndIdsTests
{
    [TestCase("000.00.00.G22", AgencyCodeForm.Old)]
    [TestCase("000.00.12.H53", AgencyCodeForm.Old)]
    [TestCase("H53.12", AgencyCodeForm.New)]
    [TestCase("H37.DN.001", AgencyCodeForm.New)]
    [TestCase("G22", AgencyCodeForm.New)]
    [TestCase("28.22.H17", AgencyCodeForm.Other)]
    [TestCase("vxp.saas.03", AgencyCodeForm.Other)]
    public void An_agency_code_is_known_by_its_form(string code, AgencyCodeForm form)
    {
        Assert.That(new AgencyCode(code).Form, Is.EqualTo(form));
        Assert.That(new AgencyCode(code).IsUsable);
    }

    [TestCase("")]
    [TestCase("H53,12")]
    [TestCase("H53 12")]
    [TestCase("H53\u200b")]
    [TestCase("H53.12\n")]
    [TestCase("0123456789012345678901234567890123456")]
    public void A_code_that_would_break_a_packet_is_unusable(string code) => Assert.That(new AgencyCode(code).IsUsable, Is.False);

    [Test]
    public void Units_for_trials_are_marked() => Assert.That(new AgencyCode("14.00.W00").IsTest && !new AgencyCode("H53.12").IsTest);

    [Test]
    public void Old_and_new_codes_meet_by_the_list_and_never_by_computing()
    {
        var codes = new AgencyCodes([("H53.12", "000.00.12.H53"), ("H99", "000.00.00.H01"), ("G22", null)]);

        Assert.That(codes.Current("000.00.12.h53"), Is.EqualTo("H53.12"));
        Assert.That(codes.Old("H53.12"), Is.EqualTo("000.00.12.H53"));
        Assert.That(codes.AreSame("H99", "000.00.00.H01"));
        Assert.That(codes.Current("000.00.00.G22"), Is.EqualTo("000.00.00.G22"));
    }

    [Test]
    public void An_old_code_that_two_agencies_claim_belongs_to_neither()
    {
        var codes = new AgencyCodes([("H01", "000.00.00.H01"), ("H02", "000.00.00.H01")]);

        Assert.That(codes.Current("000.00.00.H01"), Is.EqualTo("000.00.00.H01"));
        Assert.That(codes.AreSame("H01", "H02"), Is.False);
    }

    [Test]
    public void The_canonical_id_is_made_of_agency_date_and_code()
    {
        var id = new DocumentId("T99.01", new(2026, 2, 3), new("05", "CVT-VP"));

        Assert.That(id.ToString(), Is.EqualTo("T99.01,2026/02/03,05/CVT-VP"));
        Assert.That(DocumentId.Parse(id.ToString()), Is.EqualTo(id));
        Assert.That(DocumentId.Parse("3c9a1c1e-0000-4000-8000-000000000000"), Is.Null);
    }

    [TestCase("T99.01,2026/02/03,05/CVT-VP", DocumentIdForm.Canonical)]
    [TestCase("T99.01, 2026/02/03, 05/CVT-VP", DocumentIdForm.Loose)]
    [TestCase("t99.01,03/02/2026,05/CVT-VP", DocumentIdForm.Loose)]
    [TestCase("T99.01-2026-05/CVT-VP", DocumentIdForm.AgencyAndYear)]
    public void An_id_in_another_form_still_names_the_document(string text, DocumentIdForm form)
    {
        var id = AnyDocumentId.Of(text);

        Assert.That((id.Form, id.Raw, id.Year), Is.EqualTo((form, text, (int?)2026)));
        Assert.That(id.IsSameDocument(AnyDocumentId.Of("T99.01,2026/02/03,05/CVT-VP")));
        Assert.That(id.IsSameDocument(AnyDocumentId.Of("T99.01,2025/02/03,05/CVT-VP")), Is.False);
    }

    [TestCase("3c9a1c1e-0000-4000-8000-000000000000")]
    [TestCase("T99.01,2026/02/30,05/CVT-VP")]
    [TestCase("T99.01,2026/02/03,05")]
    [TestCase("")]
    public void An_id_that_says_nothing_is_only_the_same_as_itself(string text)
    {
        var id = AnyDocumentId.Of(text);

        Assert.That(id.Form, Is.EqualTo(DocumentIdForm.Opaque));
        Assert.That(id.IsSameDocument(AnyDocumentId.Of(text)));
        Assert.That(id.IsSameDocument(AnyDocumentId.Of("T99.01,2026/02/03,05/CVT-VP")), Is.False);
    }
}
