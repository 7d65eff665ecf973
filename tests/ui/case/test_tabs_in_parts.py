"""A tab that is clicked before it was made ahead is made in parts, and seen when it is whole."""

import pytest

from mediation_desk.ui.case.agreement_tab import AgreementTab
from mediation_desk.ui.case.tabs import TABS

AGREEMENT, PARTIES = list(TABS).index("agreement"), list(TABS).index("parties")


@pytest.fixture
def page(page_at):
    """Return the page of a case whose tabs are made a single part at each turn of the window."""
    page = page_at("signing")
    page.tabs._making._seconds = 0.0
    return page


def test_a_click_returns_before_the_tab_is_made(qtbot, page):
    page.tabs.setCurrentIndex(AGREEMENT)

    assert "agreement" not in page.tabs._made
    qtbot.waitUntil(lambda: "agreement" in page.tabs._made)
    tab = page.tabs._made["agreement"]
    qtbot.waitUntil(tab.isVisible)
    assert tab.terms.model.rowCount() > 0


def test_half_a_tab_is_never_seen(qtbot, page):
    page.tabs.setCurrentIndex(AGREEMENT)

    begun = page.tabs._ahead.begin(AgreementTab)
    while "agreement" not in page.tabs._made:
        assert not begun.isVisible()
        qtbot.wait(1)
    assert begun is page.tabs._made["agreement"]


def test_whoever_wants_the_tab_at_once_gets_it_whole(page):
    page.tabs.setCurrentIndex(AGREEMENT)

    page.show_tab("agreement/review")

    assert page.agreement.parts.currentIndex() == 3


def test_a_tab_left_half_made_is_gone_on_with(qtbot, page):
    page.tabs.setCurrentIndex(AGREEMENT)
    begun = page.tabs._ahead.begin(AgreementTab)

    page.tabs.setCurrentIndex(PARTIES)
    qtbot.waitUntil(lambda: "parties" in page.tabs._made)
    page.tabs.setCurrentIndex(AGREEMENT)

    qtbot.waitUntil(lambda: "agreement" in page.tabs._made)
    assert page.tabs._made["agreement"] is begun
