"""Chapter 4: the report, the municipal government's decision, its verification, the public notice (Arts 13, 14)."""

from io import BytesIO

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from config.kernel.documents.receiving import receive
from config.story import cast
from config.story.chapters.applying import paper
from operators.application import actions as applications
from operators.application.models import Application
from operators.application.tasks import end_notices
from operators.decision import actions as decisions
from operators.decision.models import Report
from operators.review.models import Result


def report(story, plot) -> None:
    """One report on all that was reviewed, best first; both bodies stand behind it."""
    call, officer = story.cases[plot.title], story.seat("周敏", "officer")
    results = Result.objects.filter(panel__call=call, application__state="reviewed").order_by("rank")
    items = [
        {
            "application": result.application_id,
            "recommended": result.rank <= plot.places,
            "opinion": f"平均分 {result.mean}",
        }
        for result in results
    ]
    text = f"现将{plot.zone}授权运营申请单位综合评审结果报请审定。"
    made = story.do(decisions.draft, call, by=officer, text=text, items=items)
    if proposal := open_on(made):
        story.do(countersign, proposal, by=story.seat(plot.supervising, "officer"))
    sent = story.do(decisions.send, Report.objects.get(pk=made.pk), by=officer)
    story.cases[plot.title, "report"] = sent
    first = sent.items.order_by("pk").first().application
    applicant = story.seat(_administrator(first), "administrator")
    story.refused(applications.withdraw, first, by=applicant, code="wrong_state")


def decide(story, plot, *, number: str, mode: str, award: cast.Company) -> None:
    """Entered by one person, verified by another; only then it takes effect."""
    sent, recorder = story.cases[plot.title, "report"], story.seat("孙浩", "recorder")
    scan = receive(BytesIO(paper(number)), name="审定批复.pdf", case=sent, by=recorder, at=story.now())
    outcomes = {
        str(item.application_id): "approved" if item.application.organisation.body.name == award.name else "rejected"
        for item in sent.items.select_related("application__organisation__body")
    }
    entered = story.do(
        decisions.enter, sent, by=recorder, document_number=number, decided_on=story.day, signing_mode=mode,
        outcomes=outcomes, scan=scan.pk,
    )  # fmt: skip
    story.refused(decisions.verify, entered, by=recorder, code="role")
    story.do(decisions.verify, entered, by=story.seat("吴静", "verifier"))
    awarded = Application.objects.get(call=story.cases[plot.title], state="public_notice")
    story.cases[plot.title, "award"] = awarded


def object_in_vain(story, plot) -> None:
    """Somebody objects under their real name, and is answered."""
    application = story.cases[plot.title, "award"]
    objected = story.do(
        applications.object_to, application, by=story.seat(cast.OUTSIDER, "person"), real_name="路人甲",
        identity_number="110101199001010010", text="认为该单位缺乏本领域运营经验。",
    )  # fmt: skip
    objection = objected.objections.latest("id")
    story.do(
        applications.answer_objection, objected, by=story.seat("陈立", "officer"), objection=objection.pk,
        outcome="dismissed", reply="经复核，该单位近三年有三个本领域案例，异议不成立。",
    )  # fmt: skip


def end_notice(story, plot) -> None:
    """When its days are over, the clock ends the notice."""
    application = story.cases[plot.title, "award"]
    story.until(Application.objects.get(pk=application.pk).due_on)
    story.working_days(1)
    end_notices(story.now())
    story.listen()
    story.cases[plot.title, "award"] = Application.objects.get(pk=application.pk)


def _administrator(application) -> str:
    name = application.organisation.body.name
    return next(company.people[0] for company in cast.COMPANIES if company.name == name)
