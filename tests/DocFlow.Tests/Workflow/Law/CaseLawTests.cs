using DocFlow.Platform;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow.Law;

public sealed class CaseLawTests
{
    [Test]
    public void A_submission_goes_to_the_head_of_the_drafting_unit_first()
    {
        var @case = Office.Submission();

        Assert.That(@case.Step, Is.EqualTo("review"));
        Assert.That(Kinds(@case, Office.Head), Does.Contain(ActKind.Review));
        Assert.That(Kinds(@case, Office.OtherHead), Is.Empty);
    }

    [Test]
    public void An_act_by_the_wrong_person_is_refused()
    {
        var @case = Office.At("sign");

        var refused = Decide(@case, @case.Does(ActKind.Sign), Office.Head);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.not-yours"));
    }

    [Test]
    public void An_act_on_a_version_that_is_no_longer_current_is_refused()
    {
        var @case = Office.At("approve");

        var refused = Decide(@case, @case.Does(ActKind.Approve) with { File = "v0" }, Office.Leader);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.version-stale"));
    }

    [Test]
    public void An_act_of_another_stage_is_refused()
    {
        var @case = Office.At("review");

        var refused = Decide(@case, @case.Does(ActKind.Sign), Office.Leader);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.wrong-stage"));
    }

    [Test]
    public void A_signature_without_a_signed_file_is_refused_but_may_be_begun()
    {
        var @case = Office.At("sign");
        var act = @case.Does(ActKind.Sign) with { NewFile = null };

        Assert.That(CaseLaw.Check(@case, act, Office.Leader), Is.Null);
        Assert.That(Decide(@case, act, Office.Leader).Refusal?.Code, Is.EqualTo("case.signature-missing"));
    }

    [Test]
    public void The_signed_version_becomes_the_file_and_waits_for_issue()
    {
        var @case = Office.At("sign");

        var move = Decide(@case, @case.Does(ActKind.Sign), Office.Leader).Answer;

        Assert.That(move.To.File, Is.EqualTo(@case.File + "+"));
        Assert.That(move.Readies, Is.True);
        Assert.That(move.To.Tasks, Is.Empty);
    }

    [Test]
    public void A_return_needs_a_reason()
    {
        var @case = Office.At("review");

        var refused = Decide(@case, @case.Does(ActKind.Return), Office.Head);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.reason-missing"));
    }

    [Test]
    public void A_returned_case_can_be_resubmitted_only_by_its_owner()
    {
        var returned = Decide(Office.At("review"), Office.At("review").Does(ActKind.Return, "sai"), Office.Head).Answer.To;
        var again = returned.Does(ActKind.Resubmit) with { NewFile = "v2" };

        Assert.That(Decide(returned, again, Office.Head).Refusal?.Code, Is.EqualTo("case.not-yours"));
        Assert.That(Decide(returned, again, Office.Clerk).Answer.To.Step, Is.EqualTo("review"));
    }

    [Test]
    public void A_new_file_starts_again_from_the_first_step()
    {
        var sign = Office.At("sign");
        var returned = Decide(sign, sign.Does(ActKind.Return, "sai"), Office.Leader).Answer.To;

        var again = Decide(returned, returned.Does(ActKind.Resubmit) with { NewFile = "v2" }, Office.Clerk).Answer.To;

        Assert.That((again.Step, again.File), Is.EqualTo(("review", "v2")));
    }

    [Test]
    public void The_same_file_goes_back_to_the_step_that_returned_it()
    {
        var sign = Office.At("sign");
        var returned = Decide(sign, sign.Does(ActKind.Return, "xem lại"), Office.Leader).Answer.To;

        var again = Decide(returned, returned.Does(ActKind.Resubmit, "đã kiểm tra"), Office.Clerk).Answer.To;

        Assert.That(again.Step, Is.EqualTo("sign"));
    }

    [Test]
    public void A_case_that_could_not_start_wants_a_new_file()
    {
        var @case = CaseLaw.Open(Office.Blank(BuiltInRoutes.IntakeToIssue), Office.Monday, fit: false).To;

        var refused = Decide(@case, @case.Does(ActKind.Resubmit, "cứ đi"), Office.Clerk);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.new-file-needed"));
    }

    [Test]
    public void A_return_never_goes_back_past_a_signature()
    {
        var route = BuiltInRoutes.Outgoing with { Steps = [.. BuiltInRoutes.Outgoing.Steps.Select(PointBackToReview)] };
        var sign = Office.At("sign", route);

        var returned = Decide(sign, sign.Does(ActKind.Return, "sai"), Office.Leader).Answer.To;

        Assert.That(returned.Step, Is.EqualTo(Step.Revise));
    }

    [Test]
    public void While_a_case_waits_for_issue_only_dispatch_has_a_word()
    {
        var ready = Office.At("issue");

        Assert.That(Decide(ready, ready.Does(ActKind.Withdraw, "x"), Office.Clerk).Refusal?.Code, Is.EqualTo("case.with-dispatch"));
        Assert.That(Decide(ready, ready.Does(ActKind.Return, "x"), CaseLaw.Dispatch).Answer.To.Step, Is.EqualTo(Step.Revise));
        Assert.That(Decide(ready, ready.Does(ActKind.Issue), CaseLaw.Dispatch).Answer.To.Ending, Is.EqualTo(Ending.Issued));
    }

    [Test]
    public void A_task_goes_only_to_a_person_of_the_same_post()
    {
        var @case = Office.At("sign");
        var act = @case.Does(ActKind.Reassign) with { NewFile = null };

        Assert.That(Decide(@case, act with { To = Office.Specialist }, Office.Leader).Refusal?.Code, Is.EqualTo("case.unfit-person"));
        var given = Decide(@case, act with { To = Office.Deputy }, Office.Leader).Answer.To;
        Assert.That((Kinds(given, Office.Leader).Count, Kinds(given, Office.Deputy)), Is.EqualTo((0, Kinds(@case, Office.Leader))));
    }

    [Test]
    public void All_cooperating_units_are_asked_before_the_lead_unit_goes_on()
    {
        var direct = Office.Submission(BuiltInRoutes.Incoming);
        var act = direct.Does(ActKind.Direct) with { Lead = Office.Unit, Cooperating = [Office.OtherUnit, Office.Unit] };
        var asked = Decide(direct, act, Office.Leader).Answer.To;

        var first = Decide(asked, asked.Does(ActKind.Opine, "đồng ý"), Office.OtherHead).Answer.To;

        Assert.That((first.Step, first.Tasks.Count), Is.EqualTo(("opinions", 1)));
        Assert.That(Decide(first, first.Does(ActKind.Opine, "có"), Office.Head).Answer.To.Step, Is.EqualTo("handle"));
    }

    [Test]
    public void Where_one_is_enough_the_task_of_the_other_is_dropped()
    {
        var handle = Office.At("handle", BuiltInRoutes.Incoming);

        var move = Decide(handle, handle.Does(ActKind.Review), Office.Specialist).Answer;

        Assert.That((move.To.Step, move.Finished.Count(), handle.Tasks.Count), Is.EqualTo(("close", 2, 2)));
    }

    [Test]
    public void With_nobody_to_cooperate_the_opinions_are_passed_over()
    {
        var direct = Office.Submission(BuiltInRoutes.Incoming);

        var move = Decide(direct, direct.Does(ActKind.Direct) with { Lead = Office.Unit }, Office.Leader).Answer;

        Assert.That(move.To.Step, Is.EqualTo("handle"));
    }

    [Test]
    public void A_received_document_is_never_replaced()
    {
        var direct = Office.Submission(BuiltInRoutes.Incoming);
        var returned = Decide(direct, direct.Does(ActKind.Return, "sai nơi nhận"), Office.Leader).Answer.To;

        var refused = Decide(returned, returned.Does(ActKind.Resubmit) with { NewFile = "v2" }, Office.Clerk);

        Assert.That(refused.Refusal?.Code, Is.EqualTo("case.received-file"));
    }

    private static Step PointBackToReview(Step step) => step.Kind == StepKind.Sign ? step with { ReturnTo = "review" } : step;

    private static Outcome<Move> Decide(Case @case, Act act, DocFlow.Platform.Identity.Actor actor) =>
        CaseLaw.Decide(@case, act, actor, Office.Monday);

    private static List<ActKind> Kinds(Case @case, DocFlow.Platform.Identity.Actor actor) =>
        [.. CaseLaw.Allowed(@case, actor).Select(act => act.Kind)];
}
