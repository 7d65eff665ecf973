"""The thresholds of the indicators (预警指标阈值): each with where it comes from."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from mediation_desk.domain.risk import Level
from mediation_desk.domain.risk_indicators import INDICATORS, Indicator, Limits
from mediation_desk.domain.risk_words import limits_line
from mediation_desk.i18n import _
from mediation_desk.services import risk
from mediation_desk.ui.employers.screening_dialog import NumberEdit
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


_WIDE = 104


def _heads() -> QWidget:
    """Return the names of the levels over their columns."""
    made = QWidget()
    inside = QHBoxLayout(made)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(Space.S)
    inside.addStretch(1)
    for level in Level:
        head = label(level.label, "strong", name=f"limits_head_{level.value}")
        head.setFixedWidth(_WIDE)
        inside.addWidget(head)
    return made


class LimitsRow(QWidget):
    """An indicator: from which value it gives yellow, orange, red; empty gives no level."""

    def __init__(self, row: Indicator, held: Limits) -> None:
        super().__init__()
        self.row = row
        named(self, f"limits_{row.key}", row.title)
        inside = QGridLayout(self)
        inside.setContentsMargins(0, 0, 0, Space.XS)
        inside.setHorizontalSpacing(Space.S)
        inside.setVerticalSpacing(0)
        inside.addWidget(
            label(row.title, "strong", name=f"limits_{row.key}_title", wrap=True), 0, 0
        )
        mark = _("the centre's own") if row.own else _("after its source")
        told = f"{mark} · {row.source}"
        inside.addWidget(label(told, "small", name=f"limits_{row.key}_source", wrap=True), 1, 0)
        self.edits: dict[Level, NumberEdit] = {}
        for place, level in enumerate(Level, 1):
            edit = NumberEdit(held.of(level), whole=False)
            named(edit, f"limit_{row.key}_{level.value}", f"{row.title} {level.label}")
            edit.setFixedWidth(_WIDE)
            edit.setPlaceholderText(level.label)
            self.edits[level] = edit
            inside.addWidget(edit, 0, place, 2, 1)
        inside.setColumnStretch(0, 1)

    def show_limits(self, held: Limits) -> None:
        """Show other thresholds."""
        for level, edit in self.edits.items():
            value = held.of(level)
            edit.setText("" if value is None else f"{value:f}")

    def content(self) -> str:
        """Return the thresholds as one text."""
        return "\t".join(edit.text() for edit in self.edits.values())

    def put_content(self, text: str) -> None:
        """Show the thresholds of such a text."""
        for edit, said in zip(self.edits.values(), text.split("\t"), strict=False):
            edit.setText(said)

    def content_in_words(self, text: str) -> str:
        """Say such a text in words."""
        told = zip(self.edits, text.split("\t"), strict=False)
        return " · ".join(f"{level.label} {said or '—'}" for level, said in told)

    def value(self) -> Limits:
        """Return the thresholds as typed."""
        return Limits(*(self.edits[level].number() for level in Level))

    def problem(self) -> str:
        """Return what cannot be read, if anything."""
        return next((text for edit in self.edits.values() if (text := edit.problem())), "")


class LimitsDialog(Form):
    """All indicators, one a row."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, limits: Mapping[str, Limits], parent: QWidget
    ) -> None:
        super().__init__(
            desk, jobs, _("Risk indicators and thresholds"), name="limits_dialog", parent=parent
        )
        self.edits()
        text = _(
            "A level counts from its value on; the months of arrears count above theirs. An empty"
            " field gives no level, an indicator without any is off."
        )
        self.body.addWidget(label(text, "small", name="limits_words", wrap=True))
        self.body.addWidget(_heads())
        self.rows = {row.key: LimitsRow(row, limits[row.key]) for row in INDICATORS}
        for key, shown in self.rows.items():
            self.field(shown.row.title, shown, key).caption.hide()
        self.body.addStretch(1)
        self.setMinimumWidth(720)
        shipped = secondary(_("As shipped"), "limits_shipped", partial(self._ship))
        shipped.setToolTip("\n".join(f"{r.title}: {limits_line(r.usual, r)}" for r in INDICATORS))
        self.foot.insertWidget(0, shipped)
        self._held = limits
        Shared(
            self,
            jobs,
            partial(risk.limits, desk),
            lambda now: LimitsDialog(desk, jobs, now, parent),
            "_held",
        )

    def _ship(self) -> None:
        for shown in self.rows.values():
            shown.show_limits(shown.row.usual)

    def submit(self) -> None:
        """Set the thresholds."""
        for key, shown in self.rows.items():
            if text := shown.problem():
                self.fields[key].explain(text)
                return
        wanted = {key: shown.value() for key, shown in self.rows.items()}
        self.carry_out(lambda: risk.save_limits(self.desk, wanted, self._held))
