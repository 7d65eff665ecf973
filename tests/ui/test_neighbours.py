"""Two desks: what one saves appears at the other; an open case is told; a cut line says so."""

from dataclasses import replace
from pathlib import Path

import pytest

from mediation_desk.domain.errors import Unreachable
from mediation_desk.services import browse, company, drafts, parties, settings
from mediation_desk.services.desk import open_desk
from mediation_desk.services.story import APPLIED, StoryClock, found_centre
from mediation_desk.storage import company as listening
from mediation_desk.ui import neighbours
from mediation_desk.ui.case.overview_tab import CardDialog
from mediation_desk.ui.main_window import MainWindow
from tests.cable import Cable
from tests.faults import centre
from tests.ui.conftest import DAY

CASE = 1


def change_facts(desk, facts):
    case = browse.case_file(desk, CASE)
    kept = ("cause", "district", "source", "form", "requests", "referral", "oral")
    values = {name: getattr(case, name) for name in kept}
    parties.change_card(desk, CASE, case.version, facts=facts, **values)


@pytest.fixture
def other(desk):
    """Another desk on the same file."""
    made = open_desk(desk.db.location, now=desk.now)
    made.actor = replace(made.actor, name="王敏")
    yield made
    made.close()


def looked(window, seen):
    """Look at the journal, and say whether what is expected is seen; a busy desk looks later."""
    window.neighbours._poll()
    return seen()


def open_case(qtbot, window):
    window.open_case(CASE)
    qtbot.waitUntil(lambda: window.page is not None and window.page.objectName() == "case")
    page = window.page
    qtbot.waitUntil(lambda: page.case.file is not None)
    return page


def test_what_another_desk_saved_in_the_open_case_appears_by_itself(qtbot, window, other):
    page = open_case(qtbot, window)
    qtbot.waitUntil(lambda: looked(window, lambda: window.neighbours._company._seen > 0))
    change_facts(other, "对方写的事实")

    qtbot.waitUntil(lambda: looked(window, lambda: page.case.file.facts == "对方写的事实"))

    assert "王敏" in window.messages.notice_bar.text.text()


def test_who_is_typing_is_told_and_chooses_when_it_is_shown(qtbot, window, other):
    page = open_case(qtbot, window)
    qtbot.waitUntil(lambda: looked(window, lambda: window.neighbours._company._seen > 0))
    page.overview.edit()
    form = page.findChildren(CardDialog)[-1]
    qtbot.waitUntil(form.isVisible)
    form.form.facts.setPlainText("我写的事实")
    change_facts(other, "对方写的事实")

    qtbot.waitUntil(lambda: looked(window, lambda: window.messages.notice_bar.isVisible()))

    assert "王敏" in window.messages.notice_bar.text.text()
    assert page.case.file.facts != "对方写的事实"
    assert form.form.facts.toPlainText() == "我写的事实"
    form.reject()
    window.messages.notice_bar.action.click()
    qtbot.waitUntil(lambda: page.case.file.facts == "对方写的事实")


# -- at a server ----------------------------------------------------------------------------------


@pytest.fixture
def address(postgres, monkeypatch):
    """A founded centre on a server with one case."""
    url = postgres.database()
    desk = found_centre(url, StoryClock(APPLIED))
    centre.register(desk, "one")
    desk.close()
    monkeypatch.setattr(neighbours, "REST_MS", 0)
    monkeypatch.setattr(neighbours, "LOOK_MS", 50)
    monkeypatch.setattr(neighbours, "LISTENS", 0.05)
    monkeypatch.setattr(neighbours, "_PAUSES", (0.05,))
    yield url
    postgres.drop(url)


@pytest.fixture
def cable(address):
    with Cable(Path(address.partition("host=")[2])) as cable:
        yield cable


@pytest.fixture
def far_window(qtbot, light, jobs, cable, address):
    """The window of a desk at the other end of a cable."""
    desk = open_desk(cable.url(address), now=lambda: DAY)
    window = MainWindow(jobs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.take(desk, settings.officers(desk))
    qtbot.waitUntil(lambda: window.neighbours.ear is not None and not jobs.busy)
    qtbot.waitUntil(lambda: bool(desk.draft_keys))
    yield window
    window.neighbours.stop()


@pytest.fixture
def near(address):
    """A second desk at the server itself, with its ear."""
    desk = open_desk(address, now=lambda: DAY)
    desk.actor = replace(desk.actor, name="王敏")
    ear = company.join(desk)
    ear.hear(0)
    yield desk, ear
    ear.close()
    desk.close()


def test_desks_at_a_server_see_each_other_open_and_edit_a_case(qtbot, far_window, near):
    desk, ear = near
    page = open_case(qtbot, far_window)

    def heard():
        return company.hear(desk, ear, 0.1).leases

    qtbot.waitUntil(lambda: [lease.case_id for lease in heard()] == [CASE])
    company.hold(desk, ear, CASE, editing=True)
    company.hear(desk, ear)
    qtbot.waitUntil(lambda: page.header.company.isVisible())
    assert "王敏" in page.header.company.text()
    assert "正在编辑" in page.header.company.text()
    page.overview.edit()
    qtbot.waitUntil(lambda: any(lease.editing for lease in heard()))
    page.findChildren(CardDialog)[-1].reject()
    ear.close()
    qtbot.waitUntil(lambda: not page.header.company.isVisible())


def test_what_was_saved_at_a_server_is_shown_at_the_other_desk(qtbot, far_window, near):
    page = open_case(qtbot, far_window)

    change_facts(near[0], "对方写的事实")

    qtbot.waitUntil(lambda: page.case.file.facts == "对方写的事实")


@pytest.mark.parametrize(("lost", "said"), [("answer", "已保存"), ("save", "没有")])
def test_a_cut_cable_says_so_keeps_the_draft_and_tells_the_truth_when_it_is_mended(
    qtbot, far_window, cable, near, lost, said
):
    desk = far_window.desk
    page = open_case(qtbot, far_window)
    page.overview.edit()
    form = page.findChildren(CardDialog)[-1]
    form.form.facts.setPlainText("写到一半断线")
    cable.loses, cable.for_good = lost, True

    form.ok.click()

    qtbot.waitUntil(lambda: far_window.messages.line_bar.isVisible())
    qtbot.waitUntil(lambda: form.problem.text() != "" and form.ok.isEnabled())
    assert form.form.facts.toPlainText() == "写到一半断线"
    drafts.keep(desk, "record/7", {"record": "断线时记的"})
    begun = {"title": "被申请人", "page": "case", "tab": "parties", "typed": {}}
    drafts.keep(desk, "dialog/1/employer_dialog/", begun)
    lying = [path.read_bytes() for path in drafts._folder().iterdir()]
    assert len(lying) >= 2
    assert not any("断线".encode() in one for one in lying)
    with pytest.raises(Unreachable):
        browse.case_file(desk, CASE)
    form.reject()

    cable.mend()

    qtbot.waitUntil(lambda: not far_window.messages.line_bar.isVisible())
    bars = (far_window.messages.notice_bar, far_window.messages.problem_bar)
    qtbot.waitUntil(lambda: any(said in bar.text.text() for bar in bars if bar.isVisible()))
    saved = browse.case_file(near[0], CASE).facts == "写到一半断线"
    assert saved is (lost == "answer")
    near_desk = near[0]
    near_desk.actor = replace(near_desk.actor, id=desk.actor.id)
    assert drafts.load(near_desk, "record/7") == {"record": "断线时记的"}
    assert list(drafts._folder().iterdir()) == []
    qtbot.waitUntil(page.begun.isVisible)
    assert "dialog/1/employer_dialog/" in {one.key for one in drafts.begun(desk, CASE)}


def test_leases_are_told_again_well_before_they_are_forgotten():
    assert listening.FORGOTTEN > 2 * listening.TOLD_AGAIN
