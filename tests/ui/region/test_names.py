"""Every control of the region's page and of its dialogs names itself."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)

from mediation_desk.domain.bodies import MirroredCase
from mediation_desk.ui.pages.region import TABS
from mediation_desk.ui.widgets.dialog import Dialog
from tests.ui.region.hand import rest

KINDS = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QAbstractSpinBox,
)  # fmt: skip


def nameless(root):
    return [
        (type(control).__name__, control.objectName())
        for kind in KINDS
        for control in root.findChildren(kind)
        if not _is_inner(control) and not (control.objectName() and _spoken(control))
    ]


def _is_inner(control):
    parent = control.parentWidget()
    return (
        control.objectName().startswith("qt_")
        or isinstance(parent, (QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView))
        or type(control).__name__ in ("QComboBoxListView", "QHeaderView", "QTableCornerButton")
        or "QComboBoxPrivateContainer" in (parent.metaObject().className() if parent else "")
        or "QCalendarWidget" in (parent.metaObject().className() if parent else "")
    )


def _spoken(control):
    spoken = QAccessible.queryAccessibleInterface(control)
    return spoken is not None and spoken.text(QAccessible.Text.Name)


@pytest.mark.parametrize("tab", TABS)
def test_every_control_of_a_tab_names_itself(qtbot, page, jobs, tab, on_duty, inquiry, meeting):
    page.show_tab(tab)
    rest(qtbot, jobs)

    assert nameless(page) == []


OPENS = {
    "body": lambda page: page.bodies.add_body(),
    "person": lambda page: page.bodies.one._add_person(),
    "mirror": lambda page: page.bodies.edit_mirror(
        MirroredCase(body_id=1, number=""), page.bodies.one.file.body
    ),
    "duty": lambda page: page.duty.open_cell(page.duty.model.index(0, 2)),
    "matter": lambda page: page.letters.add_matter(),
    "investigation": lambda page: page.letters.one._investigate(),
    "end": lambda page: page.letters.one._end(),
    "answer": lambda page: page.letters.one._act("answer"),
    "receipt": lambda page: page.letters.one._act("receive"),
    "aid": lambda page: page.aid.add(),
    "meeting": lambda page: page.meetings.one._edit(),
    "progress": lambda page: page.meetings.one._follow(),
}


@pytest.mark.parametrize("name", OPENS)
def test_every_control_of_a_dialog_names_itself(
    qtbot, page, jobs, name, room, on_duty, matter, inquiry, meeting
):
    for tab, key in (
        ("bodies", room), ("duty", 0), ("letters", matter), ("aid", 0), ("meetings", meeting),
    ):  # fmt: skip
        page.show_tab(tab, key)
        rest(qtbot, jobs)

    OPENS[name](page)

    [opened] = [d for d in page.findChildren(Dialog) if d.isVisible()]
    assert nameless(opened) == []
