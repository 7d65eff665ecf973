"""Beside the grid: how a computed sum came about, or why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mediation_desk.domain.claims import Applicant, Reckonable
from mediation_desk.domain.exclusions import why_apart
from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.facts import facts_of, value_text
from mediation_desk.law.figures import Figure
from mediation_desk.law.reason_ground import with_ground
from mediation_desk.law.sheet import answer_text
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.intake.claim_ticks import ClaimTicks
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import icon_button, link
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.labels import label, line


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the explanation: its role and tone."""

    text: str
    role: str = ""
    tone: Tone = Tone.PLAIN


def told(award: Award) -> Iterator[Told]:
    """Tell an award: steps, figures with day and source, articles, warnings, the reason."""
    if award.reason:
        yield Told(award.reason, tone=Tone.WARN)
    if award.unsettled:
        yield Told(_("Not settled yet: {what}").format(what=award.unsettled), tone=Tone.WARN)
    if award.steps:
        yield Told(_("Formula"), "small")
    for step in award.steps:
        shown = step.shown_expression
        expression = f"{shown} = {step.result}" if shown else step.result
        yield Told(_("{what}: {names}").format(what=step.label, names=expression))
        if step.basis:
            yield Told(step.basis, "small")
    if award.figures:
        yield Told(_("Figures used"), "small")
    for figure in award.figures:
        yield from _figure(figure)
    if award.articles:
        yield Told(_("Articles"), "small")
    for article in award.articles:
        yield Told(article)
    for warning in award.warnings:
        yield Told(f"⚠ {warning}", tone=Tone.WARN)


def _beside(applicant: Applicant, kind: Reckonable) -> Iterator[Told]:
    """Say first of a sum that it is in no total, because another of the worker's counts."""
    for claim in applicant.claims:
        if claim.kind is kind and claim.apart:
            yield Told(why_apart(claim.apart), tone=Tone.WARN)


def _figure(figure: Figure) -> Iterator[Told]:
    yield Told(
        _("{title}: {value} {unit}").format(
            title=figure.title, value=figures(figure.value), unit=figure.unit_text
        )
    )
    since = _("since {day} · ").format(day=figure.since) if figure.since else ""
    doubt = "" if figure.confirmed else " · " + _("not confirmed")
    yield Told(f"{since}{figure.citation}{doubt}", "small")


def facts_line(applicant: Applicant, kind: Reckonable) -> str:
    """Write the inputs that a sum rests on."""
    work = applicant.work
    parts = [
        _("joined {day}").format(day=work.hired_on or "—"),
        _("last day {day}").format(day=work.left_on or "—"),
        _("average wage {sum}").format(
            sum="—" if work.average_wage is None else figures(work.average_wage)
        ),
    ]
    if work.injury_grade:
        parts.append(_("injury grade {n}").format(n=work.injury_grade))
    stated, _note = with_ground(work, applicant.stated)
    for fact in facts_of(kind.value):
        if not fact.column and (text := value_text(fact, work, stated)):
            parts.append(_("{what}: {names}").format(what=fact.title, names=text))
    return _("Inputs: {facts}").format(facts=_(", ").join(parts))


class AwardPanel(Card):
    """Formula, inputs, figures, articles; beneath, what the worker claims."""

    closed = Signal()
    kinds_chosen = Signal(int, object)
    wanted_figures = Signal()
    """A figure is missing, and the person wants to enter it."""

    def __init__(self) -> None:
        super().__init__(" ", name="award_panel")
        self.setMinimumSize(284, 230)
        self.setMaximumWidth(330)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.head.addWidget(icon_button("cross", _("Close"), "award_close", self.closed.emit))
        self.kind = label("", "strong", name="award_kind", wrap=True)
        self.amount = label("", "figure", name="award_amount")
        self.inputs = label("", "small", name="award_inputs", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(Space.XS)
        self.ticks = ClaimTicks(upright=True)
        self.ticks.edited.connect(self._chosen)
        self._party = 0
        self._told: tuple[Told, ...] = ()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.kind)
        column.addWidget(self.amount)
        column.addWidget(self.inputs)
        column.addLayout(self.lines)
        column.addWidget(line())
        column.addWidget(label(_("Claims of this worker"), "small"))
        column.addWidget(self.ticks)
        column.addStretch(1)
        self.add(elastic(scrolling(content, "award_scroll"), 120), 1)
        foot = QHBoxLayout()
        foot.addWidget(link(_("Copy the calculation"), "award_copy", self.copy))
        self.enter = link(_("Data and standards"), "award_figures", self.wanted_figures.emit)
        foot.addWidget(self.enter)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.hide()

    def show_award(self, applicant: Applicant, kind: Reckonable, award: Award) -> None:
        """Explain a computed sum."""
        self.enter.hide()
        lines = (*_beside(applicant, kind), *told(award))
        self._show(applicant, kind, answer_text(kind, award), lines)

    def show_reason(
        self, applicant: Applicant, kind: Reckonable, reason: str, *, lacks_figure: bool = False
    ) -> None:
        """Say why there is no sum; a figure that is lacking can be entered."""
        self.enter.setVisible(lacks_figure)
        lines = tuple(Told(text, tone=Tone.WARN) for text in reason.splitlines())
        self._show(applicant, kind, "—", lines)

    def _show(
        self, applicant: Applicant, kind: Reckonable, amount: str, lines: tuple[Told, ...]
    ) -> None:
        self._party = applicant.id
        self.title.setText(applicant.person.name)
        self.kind.setText(kind.label)
        self.amount.setText(amount)
        self.inputs.setText(facts_line(applicant, kind))
        while self.lines.count():
            taken = self.lines.takeAt(0)
            if taken and (widget := taken.widget()):
                widget.hide()
                widget.deleteLater()
        self._told = lines
        for place, one in enumerate(lines):
            self.lines.addWidget(
                label(one.text, one.role, name=f"award_line_{place}", tone=one.tone, wrap=True)
            )
        self.ticks.choose(claim.kind for claim in applicant.claims)
        self.show()

    def text(self) -> str:
        """Return the explanation as text."""
        shown = [self.title.text(), self.kind.text(), self.amount.text(), self.inputs.text()]
        return "\n".join([*shown, *(one.text for one in self._told)])

    def copy(self) -> None:
        """Put the explanation on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    @property
    def party_id(self) -> int:
        """The worker explained."""
        return self._party

    def _chosen(self) -> None:
        self.kinds_chosen.emit(self._party, self.ticks.kinds())
