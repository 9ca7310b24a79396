"""The public page as a browser shows it: Chinese, accessible, from this site alone."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from config.kernel.writing import given
from tests import cast
from tests.doors.browser import chromium, collected, site  # noqa: F401
from tests.stages import in_force, published_call, zone
from zones.call.models import Call


@pytest.fixture
def filled(site) -> str:
    """The address of a site with an operator and an open call."""
    who = cast.people()
    in_force(who)
    call = published_call(who, zone=zone(who, name="教育公共数据专区"))
    with given():  # open at the server's real present
        Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() + timedelta(days=9))
    return site


@pytest.fixture
def page(filled, chromium, request):
    """The page in a window as wide as the test asks for; the browser comes last, it leaves no room for the database."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": request.param, "height": 900})
    page = context.new_page()
    page.complaints = []
    page.asked = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.goto(filled)
    yield page
    context.close()


@pytest.mark.article("11")
@pytest.mark.parametrize("page", [360, 768, 1440], indirect=True)
def test_it_reads_well_at_every_width(page, site):
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    assert "金融专区申报通知" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    serious = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    assert serious == []
    assert page.complaints == []  # nothing that the strict CSP had to stop, nothing missing
    assert all(url.startswith(site) for url in page.asked)


@pytest.mark.article("11")
@pytest.mark.parametrize("page", [1440], indirect=True)
def test_the_keyboard_alone_changes_the_language(page, site):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[lang=en]")
    assert page.locator("h1").inner_text() == "Authorised operation of public-data zones in Beijing"
