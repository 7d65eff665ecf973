"""Forms for matters of supervision: taking one up, complaints, the investigation, the end."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.employer import Employer
from mediation_desk.domain.supervision import (
    Decline,
    LetterSettings,
    Matter,
    MatterEnd,
    MatterSource,
)
from mediation_desk.i18n import _
from mediation_desk.services import letters
from mediation_desk.services import supervision as service
from mediation_desk.ui.intake.respondent_form import EmployerNameEdit
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.widgets.choice import terms
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class MatterDialog(Form):
    """What is supervised: the employer, where it comes from, what is suspected."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        matter: Matter,
        parent: QWidget,
        then: Callable[[int], None] | None = None,
    ) -> None:
        title = _("Matter of supervision") if matter.id else _("New matter of supervision")
        super().__init__(desk, jobs, title, name="matter_dialog", parent=parent)
        self.edits(matter.id, case_id=matter.case_id or 0)
        self._matter = matter
        self._then = then
        self.employer = EmployerNameEdit()
        self.employer.setText(matter.employer)
        self.employer.setReadOnly(matter.case_id is not None or bool(matter.id))
        self.employer.asked.connect(self._propose)
        self.employer.chosen.connect(self._choose)
        self.field(_("Employer"), self.employer, "employer", required=True)
        self._known: Employer | None = None
        sources = [
            option
            for option in terms(MatterSource)
            if (option[0] == MatterSource.CASE.value) == (matter.case_id is not None)
            or option[0] == matter.source.value
        ]
        self.beside()
        self.source = self.choice(_("Where it comes from"), sources, matter.source.value, "source")
        self.received_on = self.day(
            _("Received or found on"), matter.received_on, "received_on", required=True
        )
        self.beside()
        self.complainant = self.line(
            _("Complainant, if a name was given"), matter.complainant, "complainant"
        )
        self.complainant_phone = self.line(
            _("Complainant's telephone"), matter.complainant_phone, "complainant_phone"
        )
        self.subject = self.line(
            _("What it is about"),
            matter.subject,
            "subject",
            hint=_("In a few words, as letters will say it: arrears of wages"),
            required=True,
        )
        self.facts = self.text(_("Facts reported or found"), matter.facts, "facts")
        self.rules = self.text(
            _("Rules that may be broken"),
            matter.rules,
            "rules",
            hint=_("One rule a line, with its article"),
            lines=2,
        )
        self.body.addStretch(1)
        self.source.currentIndexChanged.connect(lambda _place: self._show_source())
        self._show_source()

    def _propose(self, text: str) -> None:
        self.jobs.ask(self, partial(service.known_employers, self.desk, text), self.employer.offer)

    def _choose(self, employer: Employer) -> None:
        self._known = employer

    def _show_source(self) -> None:
        complaint = MatterSource.of(self.source.code()).is_complaint
        for name in ("complainant", "complainant_phone"):
            self.fields[name].setVisible(complaint)

    def submit(self) -> None:
        """Take the matter up, or correct it."""
        source = MatterSource.of(self.source.code())
        complaint = source.is_complaint
        matter = replace(
            self._matter,
            employer=self.employer.text().strip(),
            source=source,
            received_on=self.received_on.day() or self.desk.today(),
            complainant=self.complainant.text().strip() if complaint else "",
            complainant_phone=self.complainant_phone.text().strip() if complaint else "",
            subject=self.subject.text().strip(),
            facts=self.facts.toPlainText().strip(),
            rules=self.rules.toPlainText().strip(),
        )
        if matter.id:
            self.carry_out(lambda: service.change_matter(self.desk, matter))
        else:
            known = self._known
            if known is not None and known.name != matter.employer:
                known = None
            self.carry_out(lambda: service.begin(self.desk, matter, known), self._then)


class DeclineDialog(Form):
    """Why a complaint is not accepted, and when its author was told (第十六条)."""

    def __init__(self, desk: "Desk", jobs: Jobs, matter: Matter, parent: QWidget) -> None:
        title = _("Do not accept the complaint")
        super().__init__(
            desk, jobs, title, name="decline_dialog", parent=parent, action=_("Do not accept")
        )
        self.edits(matter.id, case_id=matter.case_id or 0)
        self._matter = matter
        self.reason = self.choice(
            _("Reason"), terms(Decline), Decline.OUT_OF_SCOPE.value, "declined"
        )
        self.told_on = self.day(
            _("Complainant told on"),
            None,
            "told_on",
            hint=_("Who gave a name is told within five working days (art. 16)"),
        )
        self.body.addStretch(1)

    def submit(self) -> None:
        """Record that the complaint is not accepted."""
        matter, reason = self._matter, Decline.of(self.reason.code())
        told = self.told_on.day()
        self.carry_out(lambda: service.decline(self.desk, matter.id, matter.version, reason, told))


class DayDialog(Form):
    """Asks for one day `of` a matter or a letter: accepted on, told on, closed on."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        title: str,
        field: str,
        job: Callable[..., object],
        parent: QWidget,
        hint: str = "",
        *,
        of: int,
    ) -> None:
        super().__init__(desk, jobs, title, name=f"{field}_dialog", parent=parent)
        self.edits(of)
        self._job = job
        self.on = self.day(title, desk.today(), field, hint=hint, required=True)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Record the day."""
        on = self.on.day() or self.desk.today()
        self.carry_out(lambda: self._job(on))


class InvestigationDialog(Form):
    """When and by whom the matter was investigated, and what was found (第十八条)."""

    def __init__(self, desk: "Desk", jobs: Jobs, matter: Matter, parent: QWidget) -> None:
        title = _("Investigation")
        super().__init__(desk, jobs, title, name="investigation_dialog", parent=parent)
        self.edits(matter.id, case_id=matter.case_id or 0)
        self._matter = matter
        self.on = self.day(
            _("Investigated on"),
            matter.investigated_on or desk.today(),
            "investigated_on",
            required=True,
        )
        self.who = self.line(
            _("Members who investigated"),
            matter.investigators,
            "investigators",
            hint=_("On site two members or more are present at the same time (art. 18)"),
            required=True,
        )
        self.on_site = self.tick(_("On site"), matter.on_site, "on_site")
        self.facts = self.text(
            _("Facts that were found"),
            matter.facts,
            "facts",
            hint=_("One fact a line; the next letter takes them over"),
            lines=5,
        )
        self.body.addStretch(1)

    def submit(self) -> None:
        """Record the investigation."""
        matter = self._matter
        on, who = self.on.day() or self.desk.today(), self.who.text().strip()
        facts, on_site = self.facts.toPlainText().strip(), self.on_site.isChecked()
        self.carry_out(
            lambda: service.investigate(
                self.desk, matter.id, matter.version, on, who, facts, on_site=on_site
            )
        )


class PromptDialog(Form):
    """What an employer was told by word of mouth (口头提示)."""

    def __init__(self, desk: "Desk", jobs: Jobs, matter: Matter, parent: QWidget) -> None:
        title = _("Prompt by word of mouth")
        super().__init__(desk, jobs, title, name="prompt_dialog", parent=parent)
        self.edits(matter.id, case_id=matter.case_id or 0)
        self._matter = matter
        self.beside()
        self.on = self.day(_("Given on"), desk.today(), "issued_on", required=True)
        self.told = self.line(_("Told to"), "", "addressee", hint=_("Name and post"))
        self.said = self.text(_("Words of the prompt"), "", "demand", required=True)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Record the prompt."""
        key, on = self._matter.id, self.on.day() or self.desk.today()
        told, said = self.told.text().strip(), self.said.toPlainText().strip()
        self.carry_out(lambda: letters.prompt(self.desk, key, on, told, said))


class EndDialog(Form):
    """How a matter ended (已整改、部分整改、未整改移交、撤回)."""

    def __init__(self, desk: "Desk", jobs: Jobs, matter: Matter, parent: QWidget) -> None:
        title = _("End the matter")
        super().__init__(desk, jobs, title, name="end_dialog", parent=parent, action=title)
        self.edits(matter.id, case_id=matter.case_id or 0)
        self._matter = matter
        self.beside()
        self.ended_as = self.choice(
            _("How the matter ended"), terms(MatterEnd), MatterEnd.CORRECTED.value, "ended_as"
        )
        self.on = self.day(_("Matter ended on"), desk.today(), "ended_on", required=True)
        self.note = self.text(_("What was corrected, or why it ends"), "", "note", lines=3)
        if matter.complainant and matter.told_on is None:
            text = _("The complainant gave a name and is told how it was handled (art. 23).")
            self.body.addWidget(label(text, "small", name="end_words", wrap=True))
        self.body.addStretch(1)

    def submit(self) -> None:
        """End the matter."""
        matter, ended = self._matter, MatterEnd.of(self.ended_as.code())
        on, note = self.on.day() or self.desk.today(), self.note.toPlainText().strip()
        self.carry_out(lambda: service.end(self.desk, matter.id, matter.version, ended, on, note))


class ReopenDialog(Form):
    """Why a matter that had ended is taken up again."""

    def __init__(self, desk: "Desk", jobs: Jobs, matter: Matter, parent: QWidget) -> None:
        title = _("Take the matter up again")
        super().__init__(desk, jobs, title, name="reopen_dialog", parent=parent, action=title)
        self.edits(matter.id, case_id=matter.case_id or 0)
        self._matter = matter
        self.note = self.text(_("Reason"), "", "note", lines=2)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Take it up again."""
        matter, reason = self._matter, self.note.toPlainText().strip()
        self.carry_out(lambda: service.reopen(self.desk, matter.id, matter.version, reason))


class LetterSettingsDialog(Form):
    """Which union sends the letters, and under which codes they are numbered."""

    def __init__(self, desk: "Desk", jobs: Jobs, settings: LetterSettings, parent: QWidget) -> None:
        title = _("Who sends letters")
        super().__init__(desk, jobs, title, name="letter_settings", parent=parent)
        self.edits()
        self.union = self.line(
            _("Union that sends the letters"), settings.sender, "sender", required=True
        )
        text = _(
            "A letter's number is its code, the year and the next number: 张劳调函〔2026〕7号."
            " Kinds with the same code share one row of numbers; a code of its own has its own row."
        )
        self.body.addWidget(label(text, "small", name="code_words", wrap=True))
        self.beside()
        self.reminder = self.line(_("Code of reminder letters"), settings.reminder, "reminder")
        self.inquiry = self.line(_("Code of letters of inquiry"), settings.inquiry, "inquiry")
        self.beside()
        self.opinion = self.line(_("Code of letters of opinion"), settings.opinion, "opinion")
        self.proposal = self.line(_("Code of letters of proposal"), settings.proposal, "proposal")
        text = _(
            "The styles of the letters of inquiry, opinion and proposal are fixed by the provincial"
            " federation (art. 36). Ours stand in for them: import the federation's under Settings"
            " › Form templates at D-71, D-72 and D-73 before a letter is issued; one that was"
            " issued stays as it is."
        )
        self.body.addWidget(label(text, "small", name="style_words", wrap=True))
        self.body.addStretch(1)
        self._held = settings
        Shared(
            self,
            jobs,
            partial(service.settings, desk),
            lambda now: LetterSettingsDialog(desk, jobs, now, parent),
            "_held",
        )

    def submit(self) -> None:
        """Save who sends letters."""
        settings = LetterSettings(
            sender=self.union.text().strip(),
            reminder=self.reminder.text().strip(),
            inquiry=self.inquiry.text().strip(),
            opinion=self.opinion.text().strip(),
            proposal=self.proposal.text().strip(),
        )
        self.carry_out(lambda: service.save_settings(self.desk, settings, self._held))
