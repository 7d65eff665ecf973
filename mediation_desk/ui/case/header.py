"""The head of a case: who, what, how far, how long, what next, what is owed."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.rights import Actor
from mediation_desk.i18n import _
from mediation_desk.ui.case import headline
from mediation_desk.ui.case.clock_words import Kinds
from mediation_desk.ui.case.split_line import SplitLine
from mediation_desk.ui.case.step_bar import StepBar
from mediation_desk.ui.case.strip import StageStrip
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.labels import Pill, label, set_tone
from mediation_desk.ui.widgets.naming import named


class CaseHeader(QFrame):
    """One glance tells where the case stands and what comes next."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "case_header", _("Case"))
        self.setProperty("role", "card")
        self.number = label("", "title", name="case_number")
        self.parties = Elided(name="case_parties")
        self.ended = Pill("", Tone.BAD, name="case_ended")
        self.restricted = Pill("", Tone.WARN, name="case_restricted")
        self.restricted.hide()
        self.clocks = [label("", name=f"case_clock_{n}") for n in range(3)]
        self.strip = StageStrip()
        self.tracks = Elided(role="small", name="case_tracks")
        self.split = SplitLine()
        self.steps = StepBar()
        self.owed = label("", "strong", name="case_owed")
        self.officers = Elided(role="small", name="case_officers", grows=False)
        self.company = label("", "small", name="case_company", tone=Tone.WARN, wrap=True)
        self.company.hide()
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.number)
        head.addWidget(self.parties, 1)
        head.addWidget(self.restricted)
        head.addWidget(self.ended)
        for clock in self.clocks:
            head.addWidget(clock)
        self.steps.stand_beside(self.owed, self.officers)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        inside.setSpacing(Space.S)
        inside.addLayout(head)
        inside.addWidget(self.company)
        inside.addWidget(self.split)
        inside.addWidget(self.strip)
        inside.addWidget(self.tracks)
        inside.addWidget(self.steps)

    def show_company(self, told: str) -> None:
        """Tell who else has this case open; nobody is kept out."""
        if told != self.company.text():
            self.company.setText(told)
            self.company.setVisible(bool(told))

    def show_case(
        self,
        case: CaseFile,
        now: datetime,
        actor: Actor,
        kinds: Kinds | None = None,
        *,
        two_acts: bool = True,
    ) -> None:
        """Show the head of a case at a moment, for the person who acts.

        `two_acts` says that the centre has set that one applies for closing and another approves.
        """
        if self.number.text() != case.number:
            self.restricted.hide()
        self.number.setText(case.number)
        who = headline.parties(case)
        about = headline.causes(case)
        self.parties.say(f"{who} · {about}" if about else who)
        fallen = headline.fallen(case)
        ended = headline.ended_line(case)
        self.ended.show_state(ended, Tone.BAD if fallen else Tone.MUTED)
        self.ended.setVisible(bool(ended))
        self._show_clocks(headline.clock_line(case, now.date(), kinds=kinds))
        self.split.show_case(case)
        self.strip.show_marks(headline.marks(case), fallen=fallen)
        self.steps.show_steps(case, actor, now.date(), two_acts=two_acts)
        tracks = headline.tracks_line(case)
        self.tracks.say(tracks)
        self.tracks.setVisible(bool(tracks))
        self.owed.setText(headline.owed_line(case))
        self.owed.setVisible(bool(self.owed.text()))
        set_tone(self.owed, Tone.WARN if case.owed > 0 else Tone.GOOD)
        self.officers.say(headline.officers_line(case, now))

    def _show_clocks(self, phrases: tuple[headline.ClockPhrase, ...]) -> None:
        for shown, place in zip(self.clocks, range(len(self.clocks)), strict=True):
            phrase = phrases[place] if place < len(phrases) else None
            shown.setVisible(phrase is not None)
            if phrase:
                shown.setText(("· " if place else "") + phrase.text)
                shown.setToolTip(phrase.tip)
                set_tone(shown, phrase.tone)
