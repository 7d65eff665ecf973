"""Closing and filing a case: what is still missing stands above, each line leads to its place."""

from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from mediation_desk.domain import days
from mediation_desk.domain.closing import application, gaps, result_of
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.procedure import Facts
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import ClosingResult, StepTaken
from mediation_desk.i18n import _
from mediation_desk.services import closing, steps
from mediation_desk.ui.case.facts_dialog import FactsDialog, several_lines
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.labels import label

APPROVE, RETURN = "approve", "return"


class ClosingDialog(FactsDialog):
    """Applies for closing, decides on an application, or files; gaps take a reason."""

    def __init__(self, case: OpenCase, step: Step, parent: QWidget, proceeding_id: int = 0) -> None:
        super().__init__(case, step, parent, proceeding_id)
        self.pending = application(self.file) if step is Step.CLOSE else None
        missing = closing.missing(self.desk, self.file, step)
        self._show_gaps(step, missing)
        if step is not Step.ARCHIVE and self.pending is None:
            text = _("Result of closing: {result}").format(result=result_of(self.file).label)
            self.body.insertWidget(0, label(text, "strong", name="closing_result", wrap=True))
        told = closing.explained(self.desk, self.file)
        self.fields["reason"].setVisible(bool(missing) and not (step is Step.CLOSE and told))
        if step is Step.CLOSE and not closing.both_at_once(self.desk, self.file):
            self.fields["body"].setVisible(False)
        self.decision = Choice(
            [(APPROVE, _("Approve the closing")), (RETURN, _("Return it to the mediator"))]
        )
        self.why_back = several_lines()
        if self.pending is not None:
            self._offer_return(self.pending)

    def _show_gaps(self, step: Step, missing: tuple[str, ...]) -> None:
        text = _("Still missing in the dossier:") if missing else _("Nothing is missing.")
        tone = Tone.WARN if missing else Tone.GOOD
        self.body.insertWidget(0, label(text, "strong", name="gaps_text", tone=tone, wrap=True))
        links = {gap.text: gap.link for gap in gaps(self.file, step, self.desk.today())}
        for place, gap in enumerate(missing, 1):
            if gap in links:
                shown: QWidget = link(
                    f"· {gap}", f"gap_{place - 1}", partial(self._lead, links[gap])
                )
            else:
                shown = label(f"· {gap}", name=f"gap_{place - 1}", wrap=True)
            self.body.insertWidget(place, shown)

    def _propose(self) -> None:
        """Fill in how long such a case is kept."""
        ground = self.editors.get("ground")
        if isinstance(ground, Choice):
            ground.set_code(closing.kept_for(self.desk, self.file).value)

    def _offer_return(self, pending: StepTaken) -> None:
        """Say what was applied for, and let the supervisor approve or return it."""
        self.body.insertWidget(0, label(_asked(pending), name="closing_asked", wrap=True))
        choice = self.field(_("Decision"), self.decision, "decision")
        back = self.field(_("Reason for the return"), self.why_back, "why_back", required=True)
        self.body.removeWidget(choice)
        self.body.insertWidget(1, choice)
        back.setVisible(False)
        self.decision.currentIndexChanged.connect(lambda _place: self._decided())

    def _decided(self) -> None:
        returns = self.decision.code() == RETURN
        self.fields["why_back"].setVisible(returns)
        self.fields["note"].setVisible(not returns)
        self.fields.explain(())
        self.ok.setText(self.decision.currentText() if returns else self._step.label)
        self.grow()

    def explain(self, error: DeskError) -> None:
        """Show at the reason for the return what is wrong with it."""
        if self.decision.code() == RETURN and error.problems:
            told = [
                p._replace(field="why_back") if p.field == "reason" else p for p in error.problems
            ]
            error = Invalid(told)
        super().explain(error)

    def submit(self) -> None:
        """Take the step, or return the application to the mediator."""
        if self.pending is None or self.decision.code() == APPROVE:
            super().submit()
            return
        facts = Facts(day=self.day_of(self.day), reason=_text(self.why_back))
        desk = self.desk
        self._notice = _("The application is returned to the mediator.")
        self.carry_out(
            lambda key, version: steps.take(desk, key, version, Step.RETURN_CLOSE, facts)
        )

    def _lead(self, place: str) -> None:
        self.reject()
        self.wanted_tab.emit(place)


def _text(editor: QPlainTextEdit) -> str:
    return editor.toPlainText().strip()


def _asked(pending: StepTaken) -> str:
    """Write an application in a few lines: by whom and when, the result, what was said."""
    result = ClosingResult.of(pending.ground).label if pending.ground else ""
    lines = [
        _("Applied for on {day}: {result}").format(day=days.told(pending.day), result=result),
        _("Opinion of the person in charge: {text}").format(text=pending.note or "—"),
    ]
    if pending.reason:
        lines.append(_("Of what is missing: {text}").format(text=pending.reason))
    return "\n".join(lines)
