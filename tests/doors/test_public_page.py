"""The public page: what everybody may see, and nothing else (Arts 2, 11, 14; 27:18)."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import stages
from tests.cast import later
from zones.zone.models import Zone


@pytest.fixture(autouse=True)
def present():
    """The calls of the stages are open."""
    with time_machine.travel(later(days=3), tick=False):
        yield


def read(client, language="zh-hans") -> str:
    return client.get(reverse("home"), headers={"accept-language": language}).content.decode()


@pytest.mark.article("11")
def test_an_open_call_is_shown_and_a_draft_is_not(who, client):
    stages.published_call(who)
    stages.drafted_call(who, zone=stages.zone(who, name="另一专区"), title="尚未发布的通知")
    page = read(client)
    assert "金融专区申报通知" in page
    assert "尚未发布的通知" not in page


@pytest.mark.article("12")
def test_a_call_whose_window_has_ended_is_not_among_the_open_ones(who, client):
    stages.published_call(who)
    with time_machine.travel(later(days=40), tick=False):
        page = read(client)
    assert "金融专区申报通知" not in page
    assert "目前没有" in page


@pytest.mark.article("2")
def test_an_established_zone_is_shown_with_its_supervisor_and_a_planned_one_is_not(who, client):
    stages.zone(who)
    stages.planned_zone(who, name="规划中的专区")
    page = read(client)
    assert "金融公共数据专区" in page and who.supervisor.body.name in page
    assert "规划中的专区" not in page


@pytest.mark.article("14")
def test_who_is_to_be_awarded_stands_on_public_notice_and_the_rejected_do_not(who, client):
    application = stages.on_notice(who)
    page = read(client)
    assert application.organisation.body.name in page
    assert "异议" in page


@pytest.mark.article("13")
def test_a_rejected_applicant_is_not_named(who, client):
    stages.verified(who, outcome="rejected")
    assert "示例金数科技有限公司" not in read(client)


@pytest.mark.article("16")
def test_an_operator_stands_there_with_its_term(who, client):
    agreement = stages.in_force(who)
    page = read(client)
    assert agreement.operator.body.name in page and agreement.number in page
    assert "2026-05-21" in page and "2031-05-20" in page


@pytest.mark.article("2")
def test_an_empty_page_says_what_comes_next(who, client):
    assert read(client).count('class="empty"') == 2 + len(Zone.Kind.values)  # calls, operators, each kind of zone


@pytest.mark.article("11")
def test_the_page_speaks_english_when_asked(who, client):
    assert "Open calls for applications" in read(client, "en")
    assert "Open calls for applications" not in read(client)


@pytest.mark.article("11")
def test_the_number_of_queries_does_not_grow_with_the_rows(who, client):
    for number in range(3):
        stages.published_call(who, zone=stages.zone(who, name=f"专区{number}"))
    few = queries(client)
    for number in range(3, 30):
        stages.published_call(who, zone=stages.zone(who, name=f"专区{number}"))
    assert queries(client) == few <= 8


def queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("home")).status_code == 200
    return len(captured)


@pytest.mark.article("11")
def test_the_page_may_only_be_read(who, client):
    assert client.post(reverse("home")).status_code == 405
