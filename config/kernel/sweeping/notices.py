"""Who is reminded, and in which words (house:11)."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from config.kernel.accounts.models import Body
from config.kernel.accounts.roles import Role
from config.kernel.nouns import case_models
from config.kernel.outbox.notices import Notice, Office
from config.kernel.sweeping.models import AHEAD, TODAY

AUTHORITY_FOR_IT = Office((Role.RECORDER, Role.VERIFIER), kind="authority")  # what the government decided, they enter
OF_AN_ORGANISATION = (Role.ADMINISTRATOR, Role.EDITOR, Role.SIGNATORY)
SAID = {  # moment → title and text
    AHEAD: (
        _("Due soon: %(noun)s %(name)s"),
        _("It is your turn: %(noun)s %(name)s is due on %(due)s (%(article)s)."),
    ),
    TODAY: (
        _("Due today: %(noun)s %(name)s"),
        _("It is your turn: %(noun)s %(name)s is due today, %(due)s (%(article)s)."),
    ),
}
LATE = (
    _("Overdue: %(noun)s %(name)s"),
    _("It is still your turn: %(noun)s %(name)s was due on %(due)s (%(article)s)."),
)


def reminded(fact):
    """Those whose turn it is, each of each case."""
    bodies = Body.objects.in_bulk({row["body"] for row in fact.reminders})
    for row in fact.reminders:
        title, text = SAID.get(row["moment"], LATE)
        yield Notice(_office(bodies[row["body"]]), title, text, _named(row))


def _office(body: Body) -> Office:
    if body.kind == Body.Kind.GOVERNMENT:
        return AUTHORITY_FOR_IT
    return Office(OF_AN_ORGANISATION if body.kind == Body.Kind.ORGANISATION else (Role.OFFICER,), body.pk)


def _named(row) -> dict:
    model = case_models()[row["case_kind"]]
    case = model._default_manager.only("number").get(pk=row["case_id"])
    with override("en"):  # a message id: said in the reader's language at delivery
        noun = str(model._meta.verbose_name)
    return {
        "about": case.key, "noun": noun, "name": case.number or str(case.pk), "due": row["due_on"],
        "article": row["article"],
    }  # fmt: skip
