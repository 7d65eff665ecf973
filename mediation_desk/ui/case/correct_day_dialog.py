"""Correct the day of a step or of a signature; what counts from it is counted anew (更正日期)."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.domain.settlement import Signature
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.i18n import _
from mediation_desk.services import correcting, settlements
from mediation_desk.ui.case.duty_dialogs import CaseDialog
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.labels import label

_FOLLOWING = frozenset({Step.SEAL, Step.BEGIN_PERFORMANCE})
"""Steps whose day follows from the signatures."""


class CorrectDayDialog(CaseDialog):
    """Which step or signature, its right day, and the reason."""

    def __init__(self, case: OpenCase, parent: QWidget, step: Step | None = None) -> None:
        notice = _("The day is corrected; its clocks are counted anew.")
        super().__init__(
            case, _("Correct a day"), _("Correct"), notice, "correct_day_dialog", parent
        )
        self.edits(step.value if step else "", of=case.file)
        self._steps = {f"step:{t.id}": t for t in self.file.steps if t.step not in _FOLLOWING}
        effective = self.file.settlement and self.file.settlement.effective_on
        signed = self.file.settlement.signatures if effective and self.file.settlement else ()
        self._signatures = {f"sign:{place}": s for place, s in enumerate(signed)}
        self.what = Choice([*self._offered_steps(), *self._offered_signatures()])
        self.day, self.reason = DayEdit(), QLineEdit()
        why = _(
            "Every clock that hangs on the day is counted anew, and what it met is met on the new"
            " day. The correction and its reason stand in the history."
        )
        self.body.addWidget(label(why, "small", wrap=True))
        self.field(_("Which day"), self.what, "what")
        self.field(_("The right day"), self.day, "day", required=True)
        self.field(_("Reason for the correction"), self.reason, "reason", required=True)
        self.override = QLineEdit()
        standing = self.field(
            _("Reason for doing it all the same"), self.override, "override", required=True
        )
        standing.hide()
        self.what.currentIndexChanged.connect(self._show_day)
        wanted = [place for place, t in enumerate(self._steps.values()) if t.step is step]
        self.what.setCurrentIndex(wanted[0] if wanted else max(0, len(self._steps) - 1))
        self._show_day()

    def _offered_steps(self) -> list[tuple[str, str]]:
        names = {p.id: p.label for p in self.file.proceedings if p.label}
        return [
            (code, f"{t.day.isoformat()}　{_named(t, names)}") for code, t in self._steps.items()
        ]

    def _offered_signatures(self) -> list[tuple[str, str]]:
        return [
            (
                code,
                f"{s.signed_on.isoformat()}　"
                + _("Signature or seal: {name}").format(name=s.name or s.signer.label),
            )
            for code, s in self._signatures.items()
        ]

    def _chosen(self) -> StepTaken | Signature | None:
        code = self.what.code()
        return self._steps.get(code) or self._signatures.get(code)

    def _show_day(self) -> None:
        chosen = self._chosen()
        self.override.clear()
        self.fields["override"].hide()
        if isinstance(chosen, StepTaken):
            self.day.set_day(chosen.day)
        elif chosen is not None:
            self.day.set_day(chosen.signed_on)

    def explain(self, error: DeskError) -> None:
        """Ask why an extension stands that was agreed too late, where somebody may say it."""
        if any(problem.field == "override" for problem in error.problems):
            self.fields["override"].show()
            self.override.setEnabled(self.desk.actor.may(Right.OVERRIDE))
        super().explain(error)

    def submit(self) -> None:
        """Correct the day."""
        chosen, day = self._chosen(), self.day.day() or self.desk.today()
        reason, desk = self.reason.text().strip(), self.desk
        if isinstance(chosen, StepTaken):
            step_id, why = chosen.id, self.override.text().strip()
            self.carry_out(
                lambda c, v: correcting.correct_day(desk, c, v, step_id, day, reason, why)
            )
        elif chosen is not None:
            signature = replace(chosen, signed_on=day)
            self.carry_out(
                lambda c, v: settlements.correct_signature(desk, c, v, signature, reason)
            )


def _named(taken: StepTaken, names: dict[int, str]) -> str:
    whose = names.get(taken.proceeding_id or 0, "")
    return f"{taken.step.label}（{whose}）" if whose else taken.step.label
