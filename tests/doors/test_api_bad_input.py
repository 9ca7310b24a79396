"""Bad input where it could hurt behind the door: signs and numbers that no database keeps, addresses inside (house:1).

The rest of the list: bodies in test_api_bodies, tokens and scopes in test_api_tokens, words, stale copies and reused
keys in test_api_acts, rates in test_api_sessions; receivers that hang, redirect, fail in tests/kernel/test_webhooks_*.
"""

import pytest

from config.kernel.ledger.models import Entry
from config.kernel.webhooks.models import Endpoint
from tests import stages
from tests.doors import api
from tests.kernel import systems
from tests.kernel.hearing import PUBLIC
from tests.stages import fresh
from zones.call import actions as calls

pytestmark = pytest.mark.article("house:1")
NUL, LONE, LARGE = "a\0b", "\ud800", 10**30


@pytest.fixture
def draft(who, on_day):
    made = stages.draft(who)
    on_day(3)
    return made


@pytest.fixture
def applicant(who):
    return api.person(who.applicant)


@pytest.mark.parametrize(
    "content",
    [{"text": NUL}, {NUL: "x"}, {"text": [{"deep": NUL}]}, {"text": LARGE}, {"text": "x" * 2_000_000}],
    ids=["NUL", "NUL in a name", "NUL within", "large", "long"],
)
def test_a_section_is_kept_or_refused_and_never_breaks_anything(draft, applicant, content):
    address = f"applications/{draft.pk}/sections/plan/"
    answer = applicant.put(address, {"content": content, "seen": 0})
    assert answer.status_code in (200, 400, 413), answer.content[:300]
    if answer.status_code == 200:
        assert answer.json()["content"] == content
    else:
        assert applicant.put(address, {"content": {"text": "示例"}, "seen": 0}).status_code == 200


@pytest.mark.parametrize("name", [NUL, "plan\0"])
def test_a_section_of_no_name_is_not_there(draft, applicant, name):
    assert applicant.put(f"applications/{draft.pk}/sections/{name}/", {"content": {}}).status_code == 404


@pytest.mark.parametrize("name", ["a\0.pdf", "../a.pdf", "a" * 300 + ".pdf", "\u202e.pdf"])
def test_a_file_of_a_name_that_cannot_be_kept_is_refused_or_renamed(draft, applicant, name):
    answer = applicant.send(f"applications/{draft.pk}/documents/", stages.PDF, name)
    assert answer.status_code in (201, 400), answer.content
    if answer.status_code == 201:
        kept = answer.json()["name"]
        assert "\0" not in kept and "/" not in kept and kept


@pytest.mark.parametrize("seen", [LARGE, -1, "x", 1.5, True])
def test_a_revision_that_is_none_is_refused_by_its_name(draft, applicant, seen):
    answer = applicant.put(f"applications/{draft.pk}/sections/plan/", {"content": {}, "seen": seen})
    assert answer.status_code in (400, 412) and answer.json()["status"] == answer.status_code


@pytest.mark.parametrize("points", [{"compliance": LARGE}, {NUL: 1}, {"compliance": NUL}, {"compliance": None}])
def test_a_sheet_is_kept_or_refused_and_never_breaks_anything(who, on_day, points):
    panel = stages.scoring(who)
    on_day(44)
    member = stages.members(panel)[0]
    paper = panel.papers.get().application.number
    kept = api.person(member).put(f"panels/{panel.pk}/drafts/{paper}/", {"points": points, "opinions": {}})
    assert kept.status_code in (200, 400), kept.content
    sent = api.person(member).post(
        f"panels/{panel.pk}/send-sheet/", {"application": paper, "points": points, "opinions": {}}
    )
    assert sent.status_code == 400, sent.content


@pytest.mark.parametrize("places", [LARGE, -LARGE, 1e300, "1", None, [], {}])
def test_a_number_that_no_database_keeps_is_refused_by_its_name(who, on_day, places):
    call = stages.drafted_call(who)
    on_day(1)
    answer = api.person(who.officer).act(call, calls.revise, {"places": places})
    assert "places" in api.problem(answer, 400)["fields"]
    assert fresh(call).places == 1


@pytest.mark.parametrize(
    "parameter", ["search", "state", "due_until", "submitted_from", "cursor", "fields", "order", NUL]
)
def test_nul_in_the_address_is_no_defect(who, parameter):
    answer = api.person(who.officer).get("applications/", **{parameter: NUL})
    assert answer.status_code in (400, 404), answer.content


@pytest.mark.article("house:6")
@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1/", "https://10.0.0.1/", "https://169.254.169.254/", "https://[::1]/", "https://localhost/",
     "http://93.184.215.14/", "https://a:b@93.184.215.14/", "ftp://93.184.215.14/", "https://93.184.215.14:22/", NUL,
     ""],
)  # fmt: skip
def test_an_address_that_points_inside_or_is_none_is_not_registered(who, url):
    system = api.system(systems.active(who, who.applicant))
    before = Entry.objects.count()
    answer = system.post(f"seats/{who.applicant.pk}/register-endpoint/", {"url": url})
    assert "url" in api.problem(answer, 400)["fields"]
    assert (Endpoint.objects.count(), Entry.objects.count()) == (0, before)
    assert system.post(f"seats/{who.applicant.pk}/register-endpoint/", {"url": PUBLIC}).status_code == 201


@pytest.mark.article("house:6")
def test_another_bodys_endpoint_and_its_secret_are_not_there(who):
    own, foreign = (api.system(systems.active(who, seat)) for seat in (who.applicant, who.rival))
    made = own.post(f"seats/{who.applicant.pk}/register-endpoint/", {"url": PUBLIC}).json()["case"]["id"]
    for address in (f"endpoints/{made}/", f"endpoints/{made}/secret/", f"endpoints/{made}/timeline/"):
        api.problem(foreign.get(address), 404)
    api.problem(foreign.post(f"endpoints/{made}/renew-secret/"), 404)
    assert own.get(f"endpoints/{made}/").status_code == 200


@pytest.mark.parametrize("name", ["by", "at", "seen", "key", "subject", "self", "words", "countersigner"])
@pytest.mark.parametrize("value", [None, 1, "", "2020-01-01T00:00:00+08:00"], ids=repr)
def test_what_the_door_tells_the_frame_is_no_word_of_a_body(who, on_day, name, value):
    """Neither who acts nor when: the one that is signed in, now; what else is said of it is not passed over."""
    application = stages.submitted(who)
    on_day(6)
    before = Entry.objects.count()
    for words in ({"reason": "示例", name: value}, {name: value}):  # also where something else is missing
        answer = api.person(who.officer).post(f"applications/{application.number}/decline/", words)
        fields = api.problem(answer, 400)["fields"]
        assert (name in fields) == ("reason" in words or name in ("by", "at", "seen", "key"))
    assert (fresh(application).state, Entry.objects.count()) == ("submitted", before)
