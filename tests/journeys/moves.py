"""The words with which each act is tried: plausible ones, and beside them what somebody might send instead."""

from datetime import timedelta
from io import BytesIO

from django.utils import timezone

from config.kernel.accounts.queries import the
from config.kernel.documents.receiving import of_case, receive
from operators.application.drafting import save_section
from operators.application.models import Application
from operators.review.models import Sheet
from tests import stages
from tests.journeys.overseeing import call_in, discover, find_breach, propose_partner
from zones.call.models import Call
from zones.rulebook.queries import current
from zones.zone.models import Field, Zone


class Choice:
    """Chooses a word: `plausible`, the first; otherwise any that is offered. `draw` draws from a list."""

    def __init__(self, draw, who, at, plausible):
        self.draw, self.who, self.at, self.plausible = draw, who, at, plausible
        self.today = timezone.localdate(at)

    def __call__(self, good, *others):
        return good if self.plausible else self.draw([good, *others])

    def either(self, *words):
        """Any of them is plausible."""
        return self.draw(list(words))


def nothing(case, choose) -> dict:
    return {}


def reason(case, choose) -> dict:
    return {"reason": choose("理由。", "", "  ")}


def plan(case, choose) -> dict:
    names = [f"专区{Zone.objects.count()}", "", *Zone.objects.values_list("name", flat=True)[:1]]
    return {
        "name": choose(*names), "kind": choose("field", "base", "district", "else"), "purpose": choose("示例", ""),
        "field": choose(Field.objects.first(), None), "district": choose(None, choose.who.district.body),
        "supervisor": choose(choose.who.supervisor.body, the("authority"), choose.who.applicant.body, None),
    }  # fmt: skip


def hand_over(zone, choose) -> dict:
    bodies = [the("authority"), choose.who.supervisor.body, choose.who.district.body, None]
    here = zone.supervisions.get(until_on=None).body_id
    bodies.sort(key=lambda body: body is None or body.pk == here)
    days = [choose.today + timedelta(days=days) for days in (1, 30, -1)]
    return {"to": choose(*bodies), "from_on": choose(*days, None), **reason(zone, choose)}


def draft_call(zone, choose) -> dict:
    opens, end = choose.at + timedelta(days=1), choose.at + timedelta(days=45)
    return {
        "rulebook": choose(current(), None), "title": choose("申报通知", ""), "text": choose("正文。", ""),
        "opens_at": choose(opens, end), "closes_at": choose(end, opens, None), "places": choose(1, 2, 0, -1),
        "papers": choose(["运营方案"], []),
    }  # fmt: skip


def revise(call, choose) -> dict:
    return choose({"title": "新标题"}, {}, {"state": "published"}, {"title": ""}, {"places": 0})


def extend(call, choose) -> dict:
    later, earlier = call.closes_at + timedelta(days=10), call.closes_at - timedelta(days=1)
    return {"closes_at": choose(later, earlier, None), **reason(call, choose)}


def answer(call, choose) -> dict:
    asked = call.questions.filter(answered_at=None).values_list("pk", flat=True).first()
    return {"question": choose(asked or 0, 0, -1), "text": choose("答复。", "")}


def submit(application, choose) -> dict:
    """Who submits has filled in the draft before; the implausible one may not have."""
    by = choose.who.rival if application.organisation.body_id == choose.who.rival.body_id else choose.who.applicant
    editable = application.state in (Application.State.DRAFT, Application.State.RETURNED)
    if editable and choose(True, False):
        if not application.sections.filter(name="plan").exists():
            stages.fill(application, by, choose.at)
        open_ones = application.corrections.filter(answered_at=None).values_list("pk", flat=True)
        save_section(
            application, by=by, at=choose.at, name="answers", content={str(pk): "已更正。" for pk in open_ones}
        )
    return {}


def find(application, choose) -> dict:
    keys = [condition["key"] for condition in application.call.conditions()]
    version = application.version_now
    known = set(version.findings.values_list("condition", flat=True)) if version else set()
    keys.sort(key=lambda key: key in known)
    return {
        "condition": choose(keys[0], keys[-1], "unknown"), "result": choose("met", "to_correct", "not_met", "else"),
        "remark": choose("意见。", ""),
    }  # fmt: skip


def return_for_correction(application, choose) -> dict:
    return {
        "items": choose([{"section": "plan", "remark": "请补充。"}], [], [{"section": "else"}], [{"section": "plan"}])
    }


def object_to(application, choose) -> dict:
    number = "110101199003070011"
    return {"real_name": choose("路人", ""), "identity_number": choose(number, ""), "text": choose("异议。", "")}


def answer_objection(application, choose) -> dict:
    raised = application.objections.filter(answered_at=None).values_list("pk", flat=True).first()
    outcome = choose.either("dismissed", "upheld")
    return {"objection": choose(raised or 0, 0), "outcome": choose(outcome, "else"), "reply": choose("答复。", "")}


def declare(panel, choose) -> dict:
    return {"conflict": choose(False, True, None), "reason": choose("曾任职。", "")}


def send_sheet(panel, choose) -> dict:
    """The member whose turn it is (see `seats`) and the application that it owes."""
    papers = Application.objects.filter(reviews__panel=panel).order_by("pk")
    waiting = [paper for paper in papers if Sheet.objects.filter(application=paper).count() < panel.size]
    found = [*waiting, *papers, *Application.objects.order_by("-pk")[:1]]
    points = [stages.points(panel), stages.points(panel, short=-1), {}]
    return {
        "application": choose(*found, None), "points": choose(*points), "opinions": choose(stages.opinions(panel), {}),
    }  # fmt: skip


def minutes(panel, choose) -> dict:
    return {"minutes": choose("纪要。", "")}


def report(case, choose) -> dict:
    call = case if isinstance(case, Call) else case.call
    ready = call.applications.filter(state="reviewed").order_by("pk").values_list("pk", flat=True)
    items = [{"application": pk, "recommended": True, "opinion": "建议。"} for pk in ready]
    others = [{"application": pk, "recommended": None} for pk in call.applications.values_list("pk", flat=True)]
    return {"text": choose("请审定。", ""), "items": choose(items, [], others)}


def enter(report, choose) -> dict:
    reported = report.items.order_by("pk").values_list("application", flat=True)
    outcome = choose.either("approved", "approved", "rejected")
    return {
        "document_number": choose("京政函〔2026〕1号", ""), "signing_mode": choose("authority", "else"),
        "decided_on": choose(choose.today, choose.today + timedelta(days=1), None), "scan": paper(report, choose),
        "outcomes": choose({str(pk): outcome for pk in reported}, {}, {str(pk): "else" for pk in reported}),
    }  # fmt: skip


def paper(case, choose) -> int:
    """A document of the case, made where there is none."""
    found = of_case(case).values_list("pk", flat=True).first()
    return choose(
        found or receive(BytesIO(stages.PDF), name="批复.pdf", case=case, by=choose.who.officer, at=choose.at).pk, 0
    )


def draft_agreement(application, choose) -> dict:
    begins = choose.today + timedelta(days=3)
    return {"starts_on": choose(begins, choose.today - timedelta(days=1), None), "years": choose(5, None, 0, 6)}


def write(agreement, choose) -> dict:
    heads = {head.key: "约定。" for head in agreement.heads.all()}
    ends = agreement.starts_on + timedelta(days=7000)
    return {"heads": choose(heads, {}, {"else": "约定。"}), "ends_on": choose(agreement.ends_on, ends)}


def sign(agreement, choose) -> dict:
    return {"sha256": choose(agreement.sha256, "", "0" * 64)}


def party(agreement, choose) -> dict:
    """The party whose turn it is: where a copy was lodged, that one."""
    waiting = agreement.parties.filter(signed_at=None).order_by("scan", "-place").values_list("pk", flat=True)
    return {"party": choose(waiting.first() or 0, 0)}


def lodge(agreement, choose) -> dict:
    return {**party(agreement, choose), "scan": paper(agreement, choose)}


def refuse_scan(agreement, choose) -> dict:
    return {**party(agreement, choose), **reason(agreement, choose)}


def rendered(agreement, choose) -> dict:
    return {"document": paper(agreement, choose), "sha256": choose(agreement.sha256, ""), "signatures": choose(0, 1)}


def amended_by(agreement, choose) -> dict:
    amendment = agreement.amendments.values_list("pk", flat=True).last()
    return {"amendment": choose(amendment or 0, 0)}


def proposed(case, choose) -> dict:
    return {
        "act": choose("call.publish", "agreement.terminate", "zone.close", ""),
        "words": choose({}, {"reason": "理由。"}),
    }


WORDS = {
    "zone.plan": plan, "zone.establish": nothing, "zone.hand_over": hand_over, "zone.close": reason,
    "call.draft": draft_call, "call.revise": revise, "call.propose": nothing, "call.publish": nothing,
    "call.reopen": nothing, "call.extend": extend, "call.close": nothing, "call.conclude": nothing,
    "call.cancel": reason, "call.ask": lambda case, choose: {"text": choose("问题？", "")}, "call.answer": answer,
    "organisation.bar": reason, "organisation.readmit": reason,
    "organisation.amend": lambda case, choose: choose({"address": "某路2号"}, {}, {"state": "confirmed"}),
    "application.start": nothing, "application.submit": submit, "application.withdraw": reason,
    "application.find": find, "application.return_for_correction": return_for_correction,
    "application.accept": nothing, "application.decline": reason, "application.begin_review": nothing,
    "application.halt_review": nothing, "application.finish_review": nothing, "application.report": nothing,
    "application.approve": nothing, "application.reject": nothing, "application.open_notice": nothing,
    "application.object_to": object_to, "application.answer_objection": answer_objection,
    "application.end_notice": nothing, "application.send_back": nothing, "application.award": nothing,
    "application.lapse": reason,
    "review.convene": nothing, "review.declare": declare, "review.open_papers": nothing,
    "review.send_sheet": send_sheet, "review.conclude": minutes, "review.dissolve": reason,
    "decision.draft": report, "decision.revise": report, "decision.countersign": nothing, "decision.send": nothing,
    "decision.withdraw": reason, "decision.enter": enter, "decision.refuse_entry": reason, "decision.verify": nothing,
    "agreement.draft": draft_agreement, "agreement.draft_amendment": reason, "agreement.write": write,
    "agreement.finalise": nothing, "agreement.reopen": reason, "agreement.sign": sign, "agreement.lodge_scan": lodge,
    "agreement.check_scan": party,
    "agreement.refuse_scan": lambda case, choose: party(case, choose) | reason(case, choose),
    "agreement.attach_pdf": rendered, "agreement.bring_into_force": nothing, "agreement.suspend": reason,
    "agreement.resume": reason, "agreement.terminate": reason, "agreement.expire": nothing,
    "renewal.open_window": nothing, "renewal.apply": nothing, "exit.open_for": nothing,
    "oversight.discover": discover, "oversight.find": find_breach, "oversight.call_in": call_in,
    "partner.propose": propose_partner,
    "agreement.replace": amended_by, "agreement.abandon": reason,
    "countersigning.propose": proposed, "countersigning.countersign": nothing, "countersigning.decline": reason,
    "countersigning.withdraw": reason, "countersigning.expire": nothing,
}  # fmt: skip
