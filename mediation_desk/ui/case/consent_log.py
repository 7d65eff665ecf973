"""What is on record of the consent inquiry: attempts to ask, and the answers, in their order."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.consent_rules import answer_by
from mediation_desk.domain.respondents import (
    Inquiry,
    Reply,
    inquiries,
    names_of,
    several,
    who_gave,
)
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import ContactManner, StepTaken
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

MOST_ROWS = 4
"""Rows that are seen without scrolling."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One attempt or answer: when, how, with whom, what came of it."""

    day: date
    manner: str
    who: str
    outcome: str
    answered: bool | None = None


def entries(case: CaseFile) -> tuple[Entry, ...]:
    """Return the attempts and the answers of a case, the oldest first."""
    found = [
        Entry(t.day, ContactManner.of(t.manner).label if t.manner else "", _asked(case, t), t.note)
        for t in case.steps
        if t.step is Step.CONTACT
    ]
    for consent in case.consents:
        said = _("Agrees to mediation") if consent.agrees else _("Declines mediation")
        outcome = f"{said}：{consent.note}" if consent.note else said
        who = f"{who_gave(case, consent)} {consent.by}".strip()
        found.append(Entry(consent.given_on, consent.manner.label, who, outcome, consent.agrees))
    return tuple(sorted(found, key=lambda entry: entry.day))


def _asked(case: CaseFile, taken: StepTaken) -> str:
    return " ".join((*names_of(case, step_id=taken.id), taken.by)).strip()


def stand(case: CaseFile, on: date) -> str:
    """Say of each of several respondents how its inquiry stands; nothing where there is one."""
    return "\n".join(_stand(one, on) for one in inquiries(case)) if several(case) else ""


def _stand(one: Inquiry, on: date) -> str:
    reply = one.reply(on)
    told = _("{name}: {reply}").format(name=one.name, reply=reply.label)
    if reply is not Reply.WAITED_FOR or one.until is None:
        return told
    return _("{told}, may answer until {day}").format(told=told, day=one.until.isoformat())


class ConsentLog(QWidget):
    """The record as a small table; hidden while there is none."""

    def __init__(self, case: CaseFile, today: date) -> None:
        super().__init__()
        self.setObjectName("consent_log")
        self.model = RowsModel[Entry](_columns())
        self.table = TableView("consent_log_table", _("Attempts and answers"))
        self.table.use_in_card(self.model, (20, 16, 28, 46))
        self.table.be_dense()
        self.limit = label("", "small", name="consent_limit", wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(label(_("On record so far"), "small", name="consent_log_title"))
        inside.addWidget(self.table)
        inside.addWidget(self.limit)
        held = entries(case)
        self.model.show(held)
        rows = min(MOST_ROWS, max(1, len(held)))
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(
            rows * self.table.verticalHeader().defaultSectionSize() + head + 4
        )
        self.limit.setText(_limit(case, today))
        self.limit.setVisible(bool(self.limit.text()))
        self.table.setVisible(bool(held))
        self.setVisible(bool(held) or bool(self.limit.text()))


def _limit(case: CaseFile, today: date) -> str:
    """Say until when the other side may answer, or how each respondent stands."""
    limit = answer_by(case)
    if several(case) or limit is None:
        return stand(case, today)
    return _("The other side may answer until {day}.").format(day=limit.isoformat())


def _tone(entry: Entry) -> Tone:
    if entry.answered is None:
        return Tone.PLAIN
    return Tone.GOOD if entry.answered else Tone.WARN


def _columns() -> tuple[Column[Entry], ...]:
    return (
        Column(title=_("Day"), text=lambda e: e.day.isoformat()),
        Column(title=_("How"), text=lambda e: e.manner),
        Column(title=_("With whom"), text=lambda e: e.who or "—"),
        Column(title=_("What came of it"), text=lambda e: e.outcome, tone=_tone),
    )
