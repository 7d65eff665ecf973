"""The other platforms in Settings: a sheet is ordered, renamed, added to, and refused."""

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.rights import Role
from mediation_desk.services import platforms
from mediation_desk.ui.pages.sections.platforms import PlatformDialog
from mediation_desk.ui.pages.settings import SettingsPage


@pytest.fixture
def page(qtbot, light, desk, jobs):
    page = SettingsPage(desk, jobs)
    qtbot.addWidget(page)
    jobs.changed.connect(page.refresh)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    page.show_section("platforms")
    qtbot.waitUntil(lambda: not jobs.busy)
    return page


@pytest.fixture
def section(page):
    return page.sections["platforms"]


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def opened(section):
    [dialog] = [d for d in section.findChildren(PlatformDialog) if d.isVisible()]
    return dialog


def codes(dialog):
    return [field.code for field in dialog.model.fields]


def test_a_sheet_is_arranged_by_keyboard(qtbot, section, desk):
    section.table.selectRow(0)
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    dialog = opened(section)
    first, second, third, *rest = codes(dialog)

    qtbot.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert codes(dialog)[:2] == [second, first]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert codes(dialog) == [second, third, *rest]
    dialog.catalogue.set_code("agent")
    dialog.add()
    assert codes(dialog)[2] == "agent"
    dialog.model.setData(dialog.model.index(2, 2), "代理人姓名")
    click(qtbot, dialog.ok)

    qtbot.waitUntil(lambda: not section.findChildren(PlatformDialog))
    saved = platforms.platforms(desk)[0]
    assert [f.code for f in saved.fields[:3]] == [second, third, "agent"]
    assert saved.fields[2].label == "代理人姓名"


def test_a_platform_is_added(qtbot, section):
    click(qtbot, section.add)
    dialog = opened(section)
    dialog.name_edit.setText("本市平台")
    click(qtbot, dialog.ok)

    qtbot.waitUntil(lambda: section.model.rowCount() == 4)
    qtbot.waitUntil(lambda: not section.findChildren(PlatformDialog))


def test_a_name_taken_and_a_name_too_long_are_refused_where_they_stand(qtbot, section):
    section.edit(section.model.rows[0])
    dialog = opened(section)
    dialog.name_edit.setText("人民法院调解平台")
    dialog.model.setData(dialog.model.index(1, 2), "长" * 41)

    click(qtbot, dialog.ok)

    qtbot.waitUntil(lambda: bool(dialog.fields["name"].explained))
    assert "第2项" in dialog.fields["fields"].explained
    assert dialog.table.currentIndex().row() == 1
    assert dialog.isVisible()


def test_a_clerk_reads_the_platforms_only(qtbot, page, section, desk):
    desk.actor = type(desk.actor)(desk.actor.id, desk.actor.name, frozenset({Role.CLERK}))
    page.refresh()

    qtbot.waitUntil(lambda: not section.add.isEnabled())
