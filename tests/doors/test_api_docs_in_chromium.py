"""The API's documentation as a browser shows it: whole, from this site alone, with nothing for the CSP to stop."""

import pytest

from tests.doors.browser import chromium, collected, site  # noqa: F401


@pytest.fixture
def page(site, chromium):
    """The documentation, opened; what the browser complained about and what it asked for."""
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.complaints, page.asked = [], []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.policy = page.goto(f"{site}api/docs/").headers["content-security-policy"]
    page.wait_for_selector(".opblock-tag", timeout=60_000)
    yield page
    context.close()


@pytest.mark.article("house:10")
def test_the_documentation_is_shown_by_this_site_alone(page, site):
    page.locator("[data-tag=applications] button.expand-operation").click()
    page.locator("#operations-applications-applications_submit .opblock-summary-control").click()
    page.wait_for_selector("#operations-applications-applications_submit .responses-table")
    assert "412" in page.locator("#operations-applications-applications_submit .responses-table").inner_text()
    assert page.complaints == []
    assert all(url.startswith((site, "data:")) for url in page.asked)
    assert "unsafe" not in page.policy
