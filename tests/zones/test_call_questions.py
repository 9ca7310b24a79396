"""Asked by one, answered for all to read, without the name of who asked (Art. 11)."""

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts.queries import the
from config.kernel.writing import given
from tests import awarding, stages
from tests.cast import later
from tests.hearing import seats, told
from tests.refusing import refused
from zones.call.actions import answer, ask, cancel
from zones.call.models import Question
from zones.call.queries import answered, questions_visible_to

pytestmark = pytest.mark.article("11")
TEXT, REPLY = "是否接受联合体申报？", "本次申报不接受联合体。"


@pytest.fixture
def call(who):
    return stages.published_call(who)


def asked(call, by, text=TEXT) -> Question:
    return Question.objects.get(pk=ask(call, by=by, at=later(days=2), text=text).question)


def replied(who, call, question, day=3):
    return answer(call, by=who.officer, at=later(days=day), question=question.pk, text=REPLY)


@pytest.mark.parametrize("seat", ["outsider", "applicant", "editor", "rival"])
def test_whoever_may_apply_asks(who, call, seat):
    question = asked(call, getattr(who, seat))
    assert (question.text, question.asked_by, question.answered_at) == (TEXT, getattr(who, seat), None)


@pytest.mark.parametrize("seat", ["officer", "supervisor", "signatory", "audit_admin", "clock"])
def test_nobody_else_asks(who, call, seat):
    assert refused(ask, call, by=getattr(who, seat), at=later(days=2), text=TEXT) == ["role"]
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("text", "day", "codes"),
    [
        (" ", 2, ["missing"]),
        (TEXT, 40, ["not_open"]),
        ("", 41, ["missing", "not_open"]),
        (TEXT, 0.5, []),
        (TEXT, 39.9, []),
    ],
)
def test_questions_are_taken_until_the_window_ends_also_before_it_opens(who, call, text, day, codes):
    if codes:
        assert refused(ask, call, by=who.rival, at=later(days=day), text=text) == codes
    else:
        assert ask(call, by=who.rival, at=later(days=day), text=text).text == text


def test_a_call_that_is_not_public_or_was_cancelled_is_not_asked_about(who, call):
    cancel(call, by=who.officer, at=later(days=2), reason="调整。")
    draft = stages.proposed_call(who, zone=stages.zone(who, name="教育公共数据专区"))
    for other in (call, draft):
        assert refused(ask, other, by=who.rival, at=later(days=3), text=TEXT) == ["not_open"]


def test_an_answer_is_public_to_all_without_the_name_of_who_asked(who, call):
    question = asked(call, who.rival)
    assert list(answered(call)) == []
    replied(who, call, question)
    assert list(answered(call)) == [{"id": question.pk, "text": TEXT, "answer": REPLY, "answered_at": later(days=3)}]
    for seat in (None, who.outsider, who.applicant, who.supervisor, who.district, *who.experts[:1]):
        assert list(questions_visible_to(seat)) == [question]


def test_answers_are_read_in_the_order_in_which_they_were_given(who, call):
    first, second = asked(call, who.rival), asked(call, who.applicant, "能否延期？")
    replied(who, call, second)
    replied(who, call, first, day=4)
    elsewhere = stages.published_call(who, zone=stages.zone(who, name="教育公共数据专区"))
    replied(who, elsewhere, asked(elsewhere, who.rival))
    assert [row["id"] for row in answered(call)] == [second.pk, first.pk]


def test_an_open_question_is_seen_by_who_asked_the_authority_and_the_supervisor(who, call):
    ours, theirs = asked(call, who.applicant), asked(call, who.rival)
    for seat in (who.officer, who.supervisor, who.audit_admin):
        assert set(questions_visible_to(seat)) == {ours, theirs}
    assert list(questions_visible_to(who.applicant)) == [ours]
    assert list(questions_visible_to(who.rival)) == [theirs]
    for seat in (None, who.outsider, who.district, who.experts[0], who.system_admin):
        assert not questions_visible_to(seat).exists()


def test_two_persons_of_the_public_do_not_see_each_others_open_questions(who, call):
    neighbour = awarding.newcomer("路人乙").seats.get(body=the("public"))
    question = asked(call, who.outsider)
    assert list(questions_visible_to(who.outsider)) == [question]
    assert not questions_visible_to(neighbour).exists()


@pytest.mark.parametrize("seat", ["supervisor", "applicant", "outsider", "recorder"])
def test_only_the_authority_answers(who, call, seat):
    question = asked(call, who.rival)
    words = {"at": later(days=3), "question": question.pk, "text": REPLY}
    assert refused(answer, call, by=getattr(who, seat), **words) == ["role"]


def test_a_question_is_answered_once_with_words_and_under_its_own_call(who, call):
    question = asked(call, who.rival)
    other = stages.published_call(who, zone=stages.zone(who, name="教育公共数据专区"))
    words = {"by": who.officer, "at": later(days=3)}
    assert refused(answer, call, question=question.pk, text=" ", **words) == ["missing"]
    assert refused(answer, call, question=0, text="", **words) == ["missing", "question_unknown"]
    assert refused(answer, other, question=question.pk, text=REPLY, **words) == ["question_unknown"]
    replied(who, call, question)
    assert refused(answer, call, question=question.pk, text="另行通知。", **words) == ["answered"]
    question.refresh_from_db()
    assert (question.answer, question.answered_by, question.answered_at) == (REPLY, who.officer, later(days=3))


def test_an_answer_may_come_after_the_window(who, call):
    question = asked(call, who.rival)
    replied(who, call, question, day=45)
    assert answered(call).count() == 1


def test_the_authority_hears_the_question_and_who_asked_hears_the_answer(who, call):
    question = asked(call, who.rival)
    assert told("QuestionAsked") == seats(who.officer, who.colleague)
    replied(who, call, question)
    assert told("QuestionAnswered") == told("QuestionAnswered", "email") == seats(who.rival)


def test_the_database_itself_holds_who_answered_and_when_together(who, call):
    question = asked(call, who.rival)
    for words in ({"answered_by": who.officer}, {"answered_at": later(days=3)}):
        with given(), transaction.atomic(), pytest.raises(IntegrityError):
            Question.objects.filter(pk=question.pk).update(**words)
    with given():
        assert Question.objects.filter(pk=question.pk).update(answered_by=who.officer, answered_at=later(days=3)) == 1
