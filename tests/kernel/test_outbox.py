"""What an act owes to people: written with it, delivered after it, in their own language (house:1)."""

import pytest
from django.core import mail

from config import wiring
from config.kernel.accounts.models import User
from config.kernel.ledger.models import Entry
from config.kernel.outbox.delivery import deliver_due, message_id
from config.kernel.outbox.models import Delivery, Message
from config.kernel.outbox.notices import Job
from tests.cast import later
from tests.kernel.owing import fresh, notice
from tests.kernel.trials import Tried
from zones.zone.models import Zone

pytestmark = pytest.mark.article("house:1")


def test_a_notice_is_a_message_and_a_mail(who, owe):
    rows = owe(notice(who.applicant))
    assert [(row.channel, row.seat, row.state, row.due_at) for row in rows] == [
        ("in_app", who.applicant, "waiting", later()), ("email", who.applicant, "waiting", later()),
    ]  # fmt: skip
    assert {row.entry for row in rows} == {Entry.objects.get(fact="Tried")}
    assert not mail.outbox
    assert not Message.objects.exists()


def test_without_an_address_it_is_a_message_only(who, owe):
    User.objects.filter(pk=who.applicant.user_id).update(email="")
    who.applicant.user.refresh_from_db()
    assert [row.channel for row in owe(notice(who.applicant))] == ["in_app"]


def test_whoever_is_named_twice_hears_it_once(who, owe):
    assert len(owe(notice(who.applicant, who.applicant), notice(who.applicant))) == 2


def test_two_notices_under_one_title_are_both_told(who, owe):
    rows = owe(notice(who.applicant, text="One %(n)s.", n=1), notice(who.applicant, text="Two %(n)s.", n=1))
    assert [row.text for row in rows if row.channel == "in_app"] == ["One %(n)s.", "Two %(n)s."]


def test_what_an_act_owes_is_rolled_back_with_it(who, owe, monkeypatch):
    def fail(fact):
        raise RuntimeError

    monkeypatch.setitem(wiring.REACTIONS, Tried, [fail])
    with pytest.raises(RuntimeError):
        owe(notice(who.applicant))
    assert not Delivery.objects.exists()
    monkeypatch.setitem(wiring.REACTIONS, Tried, [])
    assert len(owe(notice(who.applicant))) == 2


IN_BOTH = [("zh-hans", "星期一", "大于或等于5"), ("en", "Monday", "equal to 5.")]


@pytest.mark.parametrize(("language", "title", "text"), IN_BOTH)
def test_each_reads_it_in_their_own_language(who, owe, language, title, text):
    User.objects.filter(pk=who.applicant.user_id).update(language=language)
    owe(notice(who.applicant))
    assert deliver_due(later()) == 2
    message = Message.objects.get()
    assert (message.title, message.seat, message.at) == (title, who.applicant, later())
    assert (message.case_kind, message.case_id) == ("zone", Entry.objects.get(fact="Tried").case_id)
    assert text in message.text.replace(" ", "") or text in message.text
    (sent,) = mail.outbox
    assert (sent.subject, sent.body, sent.to) == (title, message.text, [who.applicant.user.email])


def test_what_is_delivered_is_marked_and_never_delivered_again(who, owe):
    row, _ = owe(notice(who.applicant))
    assert deliver_due(later()) == 2
    assert (fresh(row).state, fresh(row).delivered_at, fresh(row).attempts) == ("delivered", later(), 1)
    assert deliver_due(later(days=9)) == 0
    assert (Message.objects.count(), len(mail.outbox)) == (1, 1)


def test_what_is_not_due_waits(who, owe):
    owe(notice(who.applicant))
    assert deliver_due(later(minutes=-1)) == 0
    assert deliver_due(later()) == 2


def test_the_oldest_goes_first_and_so_many_at_once(who, owe):
    rows = owe(notice(who.applicant))
    assert deliver_due(later(), limit=1) == 1
    assert [fresh(row).state for row in rows] == ["delivered", "waiting"]


def test_a_mail_has_one_name_through_all_its_tries(who, owe, settings):
    settings.DEFAULT_FROM_EMAIL = "专区 <zones@data.example.cn>"
    _, row = owe(notice(who.applicant))
    deliver_due(later())
    Delivery.objects.filter(pk=row.pk).update(state="waiting", delivered_at=None)  # as when the mark was lost
    deliver_due(later(days=1))
    first, second = (sent.message()["Message-ID"] for sent in mail.outbox)
    assert first == second == message_id(row)
    assert first.endswith("@data.example.cn>")


def test_two_mails_have_two_names(who, owe):
    owe(notice(who.applicant, who.officer))
    deliver_due(later())
    assert len({sent.message()["Message-ID"] for sent in mail.outbox}) == 2


def test_a_line_break_in_a_name_is_none_in_the_subject(who, owe):
    owe(notice(who.applicant, title="Zone %(name)s", text="-", name="one\r\nBcc: everybody@example.org"))
    assert deliver_due(later()) == 2
    assert mail.outbox[0].subject == "Zone one Bcc: everybody@example.org"


def test_work_is_done_after_the_commit_on_the_case_of_the_fact(who, owe, monkeypatch):
    done = []
    monkeypatch.setitem(wiring.JOBS, "trial.work", f"{__name__}.work")
    monkeypatch.setattr(f"{__name__}.WORKED", done)
    (row,) = owe(Job("trial.work"))
    assert done == []
    assert deliver_due(later(minutes=1)) == 1
    assert done == [(Zone.objects.get(), later(minutes=1))]
    assert fresh(row).state == "delivered"


def test_work_that_fails_is_tried_again(who, owe, monkeypatch):
    monkeypatch.setitem(wiring.JOBS, "trial.work", f"{__name__}.no_such_thing")
    (row,) = owe(Job("trial.work"))
    assert deliver_due(later()) == 0
    assert (fresh(row).state, fresh(row).due_at) == ("waiting", later(minutes=1))


WORKED: list = []


def work(case, *, at) -> None:
    WORKED.append((case, at))
