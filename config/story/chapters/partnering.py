"""Chapter 7: partners are proposed, admitted, graded, restricted, and leave (Arts 22-24; 27:6)."""

from config.story import cast
from config.story.chapters import present
from config.story.chapters.present import attached, fresh
from operators.partner import actions as partners
from operators.partner.drafting import attach
from operators.partner.models import Partner

PURPOSE = "联合研发专区数据产品，拓展政企融合应用场景。"


def partner(plot, company: cast.Company) -> Partner:
    """The last that this company was, or was proposed as, in the zone."""
    of_zone = Partner.objects.filter(application__call__zone__name=plot.zone)
    return of_zone.filter(organisation__credit_code=company.credit_code).latest("id")


def propose(story, plot, operator, company) -> Partner:
    """By the operator, who says whether they are related."""
    words = {"credit_code": company.credit_code, "purpose": PURPOSE, "related_party": False}
    return story.do(
        partners.propose, present.agreement(plot), by=present.administrator(story, operator), **words
    )  # fmt: skip


def cannot_be_proposed(story, plot, operator, company, *, code: str, related=False) -> None:
    """Whom the operator may not bring in now."""
    words = {"credit_code": company.credit_code, "purpose": PURPOSE, "related_party": related}
    agreement = present.last_agreement(plot)
    story.refused(partners.propose, agreement, by=present.administrator(story, operator), code=code, **words)


def admit(story, plot, operator, company, grade: str) -> None:
    """Each condition with evidence, and the contract; its first grade says what it may do."""
    by, proposed = present.administrator(story, operator), propose(story, plot, operator, company)
    story.refused_once(partners.admit, proposed, by=by, code="no_contract", grade=grade, reason="准入评定。")
    contract = attached(story, attach, proposed, by, "合作合同")
    evidence = [attached(story, attach, proposed, by, "准入材料")]
    shown = {
        row["key"]: {"statement": f"符合：{row['title_zh']}。", "evidence": evidence}
        for row in proposed.rulebook.value("partner_conditions")
    }
    shown_now = story.do(partners.present, proposed, by=by, conditions=shown, contract=contract)
    story.do(partners.admit, shown_now, by=by, grade=grade, reason="准入评定：资质齐备，信用记录良好。")


def assess(story, plot, operator, company, grade: str, reason: str) -> None:
    """The grade moves, with evidence; the partner cannot grade itself."""
    by, assessed = present.administrator(story, operator), partner(plot, company)
    evidence = [attached(story, attach, assessed, by, "年度考核记录")]
    words = {"grade": grade, "reason": reason, "evidence": evidence}
    own = present.administrator(story, company)
    story.refused(partners.assess, assessed, by=own, code="other_body", **words | {"grade": "A"})
    story.do(partners.assess, assessed, by=by, **words)


def restrict(story, plot, operator, company, withheld: list[str], reason: str) -> None:
    """Some of what its grade gives is withheld."""
    by = present.administrator(story, operator)
    story.do(partners.restrict, partner(plot, company), by=by, withheld=withheld, reason=reason)


def lift(story, plot, operator, company, reason: str) -> None:
    """What was withheld is given back."""
    by = present.administrator(story, operator)
    story.do(partners.lift, partner(plot, company), by=by, reason=reason)


def leave_for_credit(story, plot, operator, company) -> None:
    """Of bad credit is only who has the lowest grade."""
    by, leaving = present.administrator(story, operator), partner(plot, company)
    story.do(partners.begin_exit, leaving, by=by, kind="credit", reason="信用等级降为丁级，按不良信用退出。")


def leave_at_will(story, plot, operator, company) -> None:
    """The partner itself goes; nobody else says that it goes of its own will."""
    leaving, words = partner(plot, company), {"kind": "voluntary", "reason": "业务调整，主动申请退出。"}
    story.refused(
        partners.begin_exit, leaving, by=present.administrator(story, operator), code="own_will", **words
    )  # fmt: skip
    story.do(partners.begin_exit, leaving, by=present.administrator(story, company), **words)


def finish(story, plot, operator, company) -> None:
    """Every item of the checklist is shown as done; before that, nobody has left."""
    by, leaving = present.administrator(story, operator), partner(plot, company)
    story.refused_once(partners.finish_exit, leaving, by=by, code="items_open")
    evidence = [attached(story, attach, leaving, by, "退出办结材料")]
    for item in leaving.leavings.all():
        text = f"已办结：{item.title}。"
        story.do(partners.settle, leaving, by=by, item=item.key, text=text, evidence=evidence)
    story.do(partners.finish_exit, fresh(leaving), by=by)
