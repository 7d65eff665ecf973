"""In how many parts, when, how much of the whole, and how the money is paid."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.settlement import Manner
from mediation_desk.i18n import _
from mediation_desk.ui.case.tab import lead_to
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField, mark
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

MOST = 24
_WHOLE = Decimal(100)


class InstalmentsForm(QWidget):
    """Due day and share of each instalment; empty shares mean equal parts."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("instalments_form")
        self.count = QSpinBox()
        self.count.setRange(1, MOST)
        self.manner = Choice(terms(Manner))
        self.fields = FieldSet(self)
        self._rows: list[tuple[DayEdit, QLineEdit]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 1)
        self._grid.addWidget(label(_("Due day"), "small"), 0, 1)
        self._grid.addWidget(label(_("Share, %"), "small"), 0, 2)
        self.problem = label("", "error", name="instalments_problem", wrap=True)
        self.problem.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.fields.add(FormField(_("Instalments"), self.count, "instalments")))
        inside.addLayout(self._grid)
        inside.addWidget(self.problem)
        inside.addWidget(self.fields.add(FormField(_("Manner of payment"), self.manner, "manner")))
        self.count.valueChanged.connect(self._counted)
        self.manner.activated.connect(self.edited)
        self._counted(1)

    def _counted(self, number: int) -> None:
        while len(self._rows) < number:
            self._add_row(len(self._rows) + 1)
        for place, (day, share) in enumerate(self._rows):
            for widget in (day, share, self._number(place)):
                widget.setVisible(place < number)
            share.setEnabled(number > 1)
        self.edited.emit()

    def _add_row(self, number: int) -> None:
        day = named(DayEdit(), f"due_{number}", _("Due day of instalment {n}").format(n=number))
        share = named(QLineEdit(), f"share_{number}", _("Share of instalment {n}").format(n=number))
        share.setPlaceholderText(_("equal"))
        share.setAlignment(Qt.AlignmentFlag.AlignRight)
        share.setMinimumWidth(64)
        caption = label(str(number), "small", name=f"number_{number}")
        for column, widget in enumerate((caption, day, share)):
            self._grid.addWidget(widget, number, column)
        day.read.connect(self.edited)
        share.textEdited.connect(self.edited)
        self._rows.append((day, share))

    def _number(self, place: int) -> QWidget:
        item = self._grid.itemAtPosition(place + 1, 0)
        widget = item.widget() if item else None
        assert widget is not None, "each instalment has its number"
        return widget

    def fill(self, days: Sequence[date | None], manner: Manner) -> None:
        """Show instalments by their due days, in equal parts."""
        self.blockSignals(True)
        self.count.setValue(max(len(days), 1))
        self._counted(self.count.value())
        for (edit, share), day in zip(self._rows, days, strict=False):
            edit.set_day(day)
            share.clear()
        self.manner.set_code(manner.value)
        self.blockSignals(False)

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        texts = {"count": str(self.count.value()), "manner": self.manner.code()}
        for number, (day, share) in enumerate(self._rows[: self.count.value()], start=1):
            texts |= {f"day{number}": day.text(), f"share{number}": share.text()}
        return texts

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft's texts back, right or wrong."""
        number = texts.get("count", "")
        self.blockSignals(True)
        self.count.setValue(int(number) if number.isdecimal() else 1)
        self._counted(self.count.value())
        for place, (day, share) in enumerate(self._rows[: self.count.value()], start=1):
            day.setText(texts.get(f"day{place}", ""))
            share.setText(texts.get(f"share{place}", ""))
        self.manner.set_code(texts.get("manner") or Manner.BANK.value)
        self.blockSignals(False)

    def day_edit(self, place: int) -> DayEdit:
        """Return the field of a due day, counted from nought."""
        return self._rows[place][0]

    def days(self) -> tuple[date | None, ...]:
        """Return the due days as far as they are understood."""
        return tuple(day.day() for day, _share in self._rows[: self.count.value()])

    def shares(self) -> tuple[Decimal, ...] | None:
        """Return the parts of the whole, None for equal parts; DeskError if they make no 100."""
        typed = [share.text().strip() for _day, share in self._rows[: self.count.value()]]
        if not any(typed):
            return None
        try:
            parts = [Decimal(text.rstrip("%％")) if text else None for text in typed]
        except InvalidOperation:
            raise DeskError(_("A share is a number, as 50 or 33.3.")) from None
        given = sum((part for part in parts if part is not None), Decimal(0))
        if parts.count(None) == 1:
            parts[parts.index(None)] = _WHOLE - given
        known = [part for part in parts if part is not None]
        if len(known) < len(parts) or sum(known) != _WHOLE or min(known) < 0:
            raise DeskError(_("The percentages must add up to 100."))
        return tuple(part / _WHOLE for part in known)

    def chosen_manner(self) -> Manner:
        """Return how the money is paid."""
        return Manner.of(self.manner.code())

    def misread(self) -> tuple[Problem, ...]:
        """Return what is missing or cannot be read, named by instalment."""
        found = [
            Problem(
                "instalments",
                _("Instalment {n}: {what}").format(
                    n=number, what=day.problem() or _("enter the due day.")
                ),
            )
            for number, (day, _share) in enumerate(self._rows[: self.count.value()], start=1)
            if day.day() is None
        ]
        try:
            self.shares()
        except DeskError as error:
            found.append(Problem("instalments", str(error)))
        return tuple(found)

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems under the days and return the others."""
        problems = tuple(problems)
        mine = [p.text for p in problems if p.field == "instalments"]
        self.problem.setText("\n".join(mine))
        self.problem.setVisible(bool(mine))
        for day, _share in self._rows[: self.count.value()]:
            mark(day, wrong=bool(mine) and day.day() is None)
        return tuple(p for p in problems if p.field != "instalments")

    def lead_to_wrong(self) -> None:
        """Bring the first field at which a problem is shown into view, with the cursor."""
        if self.problem.isHidden():
            return
        rows = self._rows[: self.count.value()]
        lead_to(next((day for day, _share in rows if day.day() is None), rows[0][1]))
