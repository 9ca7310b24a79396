"""A draft saves itself, even incomplete, and only the applicant's people write in it (Art. 12)."""

from io import BytesIO

import pytest

from config.kernel.accounts import actions as accounts
from config.kernel.documents.models import Document
from config.kernel.documents.receiving import of_case
from config.kernel.ledger.models import Entry
from config.kernel.refusals import Refused
from operators.application.actions import submit
from operators.application.drafting import attach, save_section
from operators.application.models import Section
from tests import stages
from tests.cast import later

pytestmark = pytest.mark.article("12")


def save(application, by, name="plan", content=None, seen=None):
    content = {"text": "方案"} if content is None else content
    return save_section(application, by=by, at=later(days=3), name=name, content=content, seen=seen)


def add(application, by):
    return attach(application, BytesIO(stages.PDF), by=by, at=later(days=3), name="证明.pdf")


def not_saved(application, by, **words) -> list[str]:
    """The codes; and the section is as it was."""
    before = list(Section.objects.filter(application=application).values())
    with pytest.raises(Refused) as no:
        save(application, by, **words)
    assert list(Section.objects.filter(application=application).values()) == before
    return no.value.codes


def not_added(application, by) -> list[str]:
    """The codes; and there is no document more."""
    before = Document.objects.count()
    with pytest.raises(Refused) as no:
        add(application, by)
    assert Document.objects.count() == before
    return no.value.codes


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("profile", {}),
        ("profile", {"contact": "王芳"}),
        ("conditions", {"standing": {"statement": "符合。"}}),
        ("conditions", {"standing": {"evidence": [1, 2], "valid_until": ""}}),
        ("scenarios", {"scenarios": []}),
        ("scenarios", {"scenarios": [{"name": "信贷"}, {"services": ["查询"]}]}),
        ("data", {"datasets": [{"dataset": 12, "name": "纳税信息"}, {"dataset": "另一项", "purpose": ""}]}),
        ("plan", {"text": "第一行\n第二行 🙂"}),
        ("papers", {"运营方案": []}),
        ("answers", {"7": "已改。"}),
    ],
)
def test_a_draft_is_saved_when_it_is_incomplete(who, name, content):
    application = stages.draft(who)
    save(application, who.editor, name, content)
    assert application.sections.get(name=name).content == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan", []),
        ("plan", {"text": 5}),
        ("plan", {"text": 0.5}),
        ("plan", {"text": None}),
        ("plan", {"text": True}),
        ("plan", {"text": "a\0b"}),
        ("plan", {"text": "half a pair: \ud83d"}),
        ("plan", {"title": "没有这一项"}),
        ("conditions", {"standing": "符合。"}),
        ("conditions", {"standing": {"evidence": 1}}),
        ("conditions", {"standing": {"evidence": ["1"]}}),
        ("conditions", {"standing": {"evidence": [True]}}),
        ("conditions", {"a\0": {}}),
        ("conditions", {7: {}}),
        ("scenarios", {"scenarios": {"name": "信贷"}}),
        ("scenarios", {"scenarios": ["信贷"]}),
        ("papers", {"运营方案": [[1]]}),
        ("answers", {"7": ["已改。"]}),
    ],
)
def test_what_is_no_such_section_s_content_is_not_kept(who, name, content):
    application = stages.draft(who)
    assert not_saved(application, who.editor, name=name, content=content) == ["content"]


def test_a_section_that_the_application_does_not_have_is_not_kept(who):
    assert not_saved(stages.draft(who), who.editor, name="secrets", content={}) == ["section"]


def test_saving_a_draft_is_no_act(who):
    application = stages.draft(who)
    entries = Entry.objects.count()
    save(application, who.editor)
    assert Entry.objects.count() == entries
    assert stages.fresh(application).version == application.version


def test_a_stale_tab_does_not_overwrite_what_another_saved(who):
    application = stages.draft(who)
    first = save(application, who.editor, content={"text": "一"}, seen=0)
    assert not_saved(application, who.applicant, content={"text": "二"}, seen=0) == ["stale"]
    assert application.sections.get(name="plan").content == {"text": "一"}
    second = save(application, who.applicant, content={"text": "二"}, seen=first.revision)
    assert (first.revision, second.revision) == (1, 2)
    assert application.sections.get(name="plan").content == {"text": "二"}


def test_a_tab_that_began_before_anything_was_saved_is_stale_only_in_its_own_section(who):
    application = stages.draft(who)
    save(application, who.editor, name="plan", seen=0)
    save(application, who.editor, name="profile", content={"contact": "王芳"}, seen=0)
    assert application.sections.count() == 2


@pytest.mark.parametrize("role", ["applicant", "editor", "security_officer"])
def test_the_applicant_s_people_write_and_attach(who, role):
    application, by = stages.draft(who), getattr(who, role)
    save(application, by)
    document = add(application, by)
    assert (application.sections.get().saved_by, list(of_case(application))) == (by, [document])


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        ("signatory", ["role"]),
        ("rival", ["other_body"]),
        ("rival_signatory", ["role", "other_body"]),
        ("officer", ["role", "other_body"]),
        ("supervisor", ["role", "other_body"]),
        ("outsider", ["role", "other_body"]),
        ("audit_admin", ["role", "other_body"]),
    ],
)
def test_nobody_else_writes_or_attaches(who, role, codes):
    application, by = stages.draft(who), getattr(who, role)
    assert not_saved(application, by) == codes
    assert not_added(application, by) == codes


def test_a_seat_that_was_revoked_writes_no_more(who):
    application = stages.draft(who)
    save(application, who.editor)
    accounts.revoke(who.editor, by=who.applicant, at=later(days=3), reason="离职")
    assert not_saved(application, who.editor) == ["seat_not_active"]
    assert not_added(application, who.editor) == ["seat_not_active"]


def test_what_was_submitted_is_written_in_no_more_even_by_who_still_holds_the_draft(who):
    draft = stages.draft(who)
    stages.fill(draft, who.applicant)
    submit(draft, by=who.applicant, at=later(days=5))
    assert draft.state == "draft"  # the copy in this person's hands
    assert not_saved(draft, who.editor) == ["not_a_draft"]
    assert not_added(draft, who.editor) == ["not_a_draft"]


def test_what_was_returned_is_written_in_again(who):
    application = stages.returned(who)
    save(application, who.editor, name="answers", content={"1": "已更新。"})
    assert add(application, who.editor) in of_case(application)


def test_all_that_is_wrong_with_a_saving_is_said_at_once(who):
    application = stages.submitted(who)
    codes = not_saved(application, who.rival_signatory, name="plan", content={"text": 5}, seen=9)
    assert codes == ["role", "other_body", "not_a_draft", "content", "stale"]
