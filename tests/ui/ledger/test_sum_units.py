"""The unit of a ledger's sums in the wizard: told, asked, and shown by what is understood."""

import pytest
from PySide6.QtWidgets import QLabel

from mediation_desk.ui.widgets.choice import Choice
from tests.services.test_past_sums import plain_ledger
from tests.ui.ledger.test_ledger_dialog import (  # noqa: F401 - the fixture
    go_on,
    opened,
    page,
    rest,
)


def shown(dialog, kind, name):
    [found] = dialog.findChildren(kind, name)
    return found


@pytest.fixture
def columns(qtbot, page, jobs, tmp_path):  # noqa: F811
    def come_to(above):
        dialog = opened(qtbot, page, jobs)
        dialog.open_file(plain_ledger(tmp_path / "a.xlsx", [(3.5, 2.1), (1.5, 1.1)], above=above))
        rest(qtbot, jobs)
        return dialog

    return come_to


def test_the_unit_above_the_head_is_chosen_and_its_sums_are_shown(columns):
    dialog = columns(("单位：万元",))

    assert shown(dialog, Choice, "ledger_unit_8").currentText() == "万元"
    told = shown(dialog, QLabel, "ledger_understood_8")
    assert told.isVisible()
    assert told.text() == "按此读作：21,000.00；11,000.00元"
    assert not shown(dialog, Choice, "ledger_unit_0").isVisible()


def test_a_unit_that_nobody_told_is_asked_for_before_the_lines_are_read(qtbot, jobs, columns):
    dialog = columns(("",))
    go_on(qtbot, jobs, dialog)
    assert dialog.steps.place == 1
    assert "“请求金额”" in dialog.problem.text()

    for column in (5, 8):
        shown(dialog, Choice, f"ledger_unit_{column}").set_code("TEN_THOUSANDS")
    go_on(qtbot, jobs, dialog)

    assert dialog.steps.place == 2
    sums = [row.case.applicants[0].claims[0].agreed for row in dialog.check.run.rows]
    assert sums == [21_000, 11_000]


def test_a_column_that_holds_no_sums_any_more_has_no_unit(columns):
    dialog = columns(("单位：万元",))

    dialog.columns._choices[8].set_code("remark")

    assert not shown(dialog, Choice, "ledger_unit_8").isVisible()
