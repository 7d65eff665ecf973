"""Entering one moment that starts, interrupts or suspends the year of limitation."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.errors import DeskError, Invalid, Problem
from mediation_desk.domain.limitation import Effect, Moment, MomentKind, moment_problems
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label

Keep = Callable[[Moment, Callable[[], object], Callable[[DeskError], None]], None]
"""Keeps a moment, then tells that it is done, or why it was refused."""


class MomentDialog(Dialog):
    """What happened, when, whom it concerns, and by what it is proved."""

    def __init__(
        self,
        moment: Moment | None,
        today: date,
        keep: Keep,
        parent: QWidget,
        *,
        workers: Sequence[tuple[int, str]] = (),
        claims: Sequence[ClaimKind] = (),
    ) -> None:
        title = _("Moment of limitation")
        super().__init__(title, _("Save"), name="moment_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._moment, self._today, self._keep = moment, today, keep
        self.kind = Choice(terms(MomentKind))
        self.kind.setMinimumContentsLength(24)
        self.about = label("", "small", name="moment_about", wrap=True)
        self.day, self.until, self.source = DayEdit(), DayEdit(), QLineEdit()
        self.worker = Choice([("", _("all workers")), *((str(k), name) for k, name in workers)])
        self.claim = Choice([("", _("all claims")), *((c.value, c.label) for c in claims)])
        self._field(_("What happened"), self.kind, "kind")
        self.body.addWidget(self.about)
        self._day = self._field(_("Day"), self.day, "day", required=True)
        hint = _("Empty while the obstacle still stands")
        self._until = self._field(_("Last day of the obstacle"), self.until, "until", hint=hint)
        self._field(_("Worker"), self.worker, "party_id").setVisible(bool(workers))
        self._field(_("Kind of claim"), self.claim, "claim").setVisible(bool(claims))
        hint = _("Such as a receipt, a chat record, a letter with its postmark")
        self._field(_("Source and proof"), self.source, "source", hint=hint)
        self.body.addStretch(1)
        self.kind.currentIndexChanged.connect(self._chosen)
        self._show(moment)
        self._chosen()

    def _field(
        self, caption: str, editor: QWidget, name: str, *, hint: str = "", required: bool = False
    ) -> FormField:
        made = self.fields.add(FormField(caption, editor, name, hint=hint, required=required))
        self.body.addWidget(made)
        return made

    def _show(self, moment: Moment | None) -> None:
        if moment is None:
            self.kind.set_code(MomentKind.CLAIMED.value)
            return
        self.kind.set_code(moment.kind.value)
        self.day.set_day(moment.day)
        self.until.set_day(moment.until)
        self.worker.set_code(str(moment.party_id or ""))
        self.claim.set_code(moment.claim.value if moment.claim else "")
        self.source.setText(moment.source)

    def _chosen(self) -> None:
        kind = MomentKind.of(self.kind.code())
        self.about.setText(f"{kind.effect.label} · {kind.basis}")
        suspends = kind.effect is Effect.SUSPENDS
        self._until.setVisible(suspends)
        self._day.caption.say(
            _("First day of the obstacle (required)") if suspends else _("Day (required)")
        )

    def submit(self) -> None:
        """Keep the moment."""
        kind, day = MomentKind.of(self.kind.code()), self.day.day()
        suspends = kind.effect is Effect.SUSPENDS
        problems = [p for p in self.fields.misread() if suspends or p.field != "until"]
        if day is None and not self.day.problem():
            problems.append(Problem("day", _("Enter the day.")))
        self.fields.explain(problems)
        if problems or day is None:
            return
        moment = Moment(
            id=self._moment.id if self._moment else 0,
            kind=kind,
            day=day,
            until=self.until.day() if suspends else None,
            party_id=int(self.worker.code()) if self.worker.code() else None,
            claim=ClaimKind.of(self.claim.code()) if self.claim.code() else None,
            source=self.source.text().strip(),
        )
        found = tuple(moment_problems(moment, self._today))
        if found:
            self.explain(Invalid(found))
            return
        self.busy()
        self._keep(moment, self.accept, self.explain)
