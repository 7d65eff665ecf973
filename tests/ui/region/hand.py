"""What a hand does on the region's page, and what an eye reads."""

from PySide6.QtCore import Qt

from mediation_desk.ui.widgets.dialog import Dialog


def rest(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.busy)


def dialog(page, name):
    """Return the dialog of that name which is open."""
    [found] = [d for d in page.findChildren(Dialog, name) if d.isVisible()]
    return found


def row(table, number=0):
    model = table.model()
    return [model.index(number, column).data() for column in range(model.columnCount())]


def accept(qtbot, jobs, found):
    """Press the dialog's own button, and wait until its work is done."""
    qtbot.mouseClick(found.ok, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)


def problems(found):
    """Return what the fields of a dialog say is wrong, by field."""
    return {
        name: field.explained for name, field in found.fields._fields.items() if field.explained
    }
