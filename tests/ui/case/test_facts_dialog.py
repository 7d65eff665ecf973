"""The dialog that a step makes of what it asks for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from mediation_desk.ui.case.facts_dialog import ticking


def test_all_workers_who_can_take_part_or_none_are_ticked_with_one_click(qtbot, light):
    holder, workers = QWidget(), QListWidget()
    qtbot.addWidget(holder)
    qtbot.addWidget(workers)
    free = [QListWidgetItem(name, workers) for name in ("李建国", "王秀英")]
    for item in free:
        item.setCheckState(Qt.CheckState.Checked)
    barred = QListWidgetItem("张三：尚未到期", workers)
    barred.setFlags(Qt.ItemFlag.ItemIsSelectable)
    holder.setLayout(ticking(workers))

    holder.findChild(QPushButton, "workers_none").click()
    assert {item.checkState() for item in free} == {Qt.CheckState.Unchecked}
    holder.findChild(QPushButton, "workers_all").click()
    assert {item.checkState() for item in free} == {Qt.CheckState.Checked}
    assert barred.data(Qt.ItemDataRole.CheckStateRole) is None
