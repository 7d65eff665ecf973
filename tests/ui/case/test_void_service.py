"""A paper declared void waits for nobody in the list of service, and nothing is offered for it."""

import pytest

from mediation_desk.services import browse, papers
from tests.ui.case.test_service_panel import CASE, click, issue, panel, texts

REASON = "工资数额写错，重新出具"


@pytest.fixture
def page(qtbot, page_at):
    """Two notices of acceptance, that to the worker void."""
    page = page_at("accepted", "papers/service")
    case = page.case.file
    page.jobs.changed.connect(page.refresh)
    issue(page.desk, [case.applicants[0].id, case.respondent.id])
    of_worker = browse.case_file(page.desk, CASE).papers[0]
    papers.void(page.desk, CASE, browse.case_file(page.desk, CASE).version, of_worker.id, REASON)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.case.file.void_papers) == 1)
    return page


def test_a_void_paper_is_marked_and_counted_nowhere(page):
    of_worker = texts(panel(page).table, 1).index("李建国")

    assert texts(panel(page).table, 5)[of_worker] == "已作废"
    assert panel(page).state.text() == "还有1件文书待送达。"


def test_nothing_is_offered_for_a_void_paper_that_would_do_nothing(qtbot, page):
    service = panel(page)
    said = []
    service.said.connect(said.append)
    row = texts(service.table, 1).index("李建国")

    service.table.selectRow(row)

    offered = [service.record_button, service.hand_button, service.again_button]
    offered += [service.proof_button, service.drop_button]
    assert not any(button.isEnabled() for button in offered)
    service.table.opened.emit(service.model.index(row, 0))
    assert said == ["“受理通知书”已作废，不再登记其送达情况。"]
    service.table.selectRow(1 - row)
    assert service.record_button.isEnabled()
    click(qtbot, service.record_button)
