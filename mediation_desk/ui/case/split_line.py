"""The line in the head of a case that leads to the case from which workers were split off."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain import days
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.splitting import SplitWorker
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.elided import Elided


@dataclass(frozen=True, slots=True)
class Tie:
    """What one case says of another: a sentence, and the case itself."""

    text: str
    case_id: int
    number: str


def ties(case: CaseFile) -> tuple[Tie, ...]:
    """Say from which case this one was split off, and who goes on in which other one."""
    return (
        *_each(case.came, _("Split off from case {number} on {day}: {names}")),
        *_each(case.gone, _("Goes on in a case of its own, {number}, since {day}: {names}")),
    )


def _each(workers: tuple[SplitWorker, ...], told: str) -> Iterator[Tie]:
    for (case_id, number, day), some in groupby(
        workers, key=lambda worker: (worker.case_id, worker.number, worker.split_on)
    ):
        names = _(", ").join(worker.name for worker in some)
        shown = number or _("(not open to you)")
        yield Tie(
            told.format(number=shown, day=days.told(day), names=names),
            case_id if number else 0,
            number,
        )


class SplitLine(QWidget):
    """A row for every other case, with what opens it."""

    wanted_case = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case_split")
        self._shown: tuple[Tie, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.hide()

    def show_case(self, case: CaseFile) -> None:
        """Show the cases with which this one is tied."""
        found = ties(case)
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        while self._rows.count():
            taken = self._rows.takeAt(0)
            if taken and (row := taken.widget()):
                row.hide()
                row.deleteLater()
        for tie in found:
            self._rows.addWidget(self._row(tie))

    def _row(self, tie: Tie) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        said = Elided(role="small", name=f"split_told_{tie.case_id}", grows=False)
        said.say(tie.text)
        inside.addWidget(said)
        if tie.case_id:
            go = partial(self.wanted_case.emit, tie.case_id, "")
            inside.addWidget(
                link(
                    _("Open case {number}").format(number=tie.number),
                    f"open_split_{tie.case_id}",
                    go,
                )
            )
        inside.addStretch(1)
        return row
