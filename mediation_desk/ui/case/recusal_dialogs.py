"""A request for recusal, and the decision on it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.neutrality import Doubt, Somebody
from mediation_desk.domain.panel import (
    Ground,
    Recusal,
    Ruling,
    may_replace,
    officers,
    recusal_problems,
    seat_beside,
)
from mediation_desk.i18n import _
from mediation_desk.services import panel, settings
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.party_dialogs import PartyDialog
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

_OWN = "own"


def _text() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(84)
    return made


class RecusalDialog(PartyDialog):
    """Who asks, against whom, on which ground and facts, on which day."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, _("Request for recusal"), _("Record"), "recusal_dialog", parent)
        parties = [(str(key), name) for key, name in self.file.parties]
        own, none = (_OWN, _("The person concerned (own report)")), ("", _("please choose"))
        self.party = Choice([none, *parties, own], searchable=len(parties) > 12)
        self.person = Choice([(name, name) for name in officers(self.file)])
        self.ground = Choice([none, *terms(Ground)])
        self.facts, self.day = _text(), DayEdit()
        self.day.set_day(case.desk.today())
        told = _(
            "The decision is due within three working days (劳动人事争议仲裁办案规则第十一条,"
            " by analogy)."
        )
        self.body.addWidget(label(told, "small", wrap=True))
        for caption, editor, name in (  # who asked, and why, stands on paper: nothing is preset
            (_("Asked for by"), self.party, "party_id"),
            (_("Against"), self.person, "person"),
            (_("Ground"), self.ground, "ground"),
            (_("Facts and evidence"), self.facts, "facts"),
            (_("Day of the request"), self.day, "asked_on"),
        ):
            self.body.addWidget(self.fields.add(FormField(caption, editor, name, required=True)))
        self.body.addStretch(1)
        self.setMinimumWidth(460)

    def value(self) -> Recusal:
        """Return the request as typed."""
        file, person = self.file, self.person.code()
        code, ground = self.party.code(), self.ground.code()
        party = int(code) if code not in ("", _OWN) else None
        ids = {o.name: o.id for o in (file.mediator, file.clerk) if o}
        ids |= {p.name: p.user_id for p in file.panel if p.user_id}
        return Recusal(
            party_id=party,
            asked_by=person if party is None else file.party_name(party),
            person=person,
            person_id=ids.get(person),
            ground=Ground.of(ground) if ground else Ground.OTHER,
            facts=self.facts.toPlainText().strip(),
            asked_on=self.day.day() or self.case.desk.today(),
        )

    def _unchosen(self) -> list[Problem]:
        asked = (
            ("party_id", self.party, _("Asked for by")),
            ("ground", self.ground, _("Ground")),
        )
        return [
            Problem(name, _("Choose: {what}.").format(what=caption))
            for name, editor, caption in asked
            if not editor.code()
        ]

    def submit(self) -> None:
        """Record the request."""
        if not self.readable():
            return
        recusal, desk = self.value(), self.case.desk
        if unchosen := self._unchosen():
            today = desk.today()
            self.fields.explain((*unchosen, *recusal_problems(self.file, recusal, today)))
            return
        self.busy()
        self.case.act(
            lambda key, version: panel.ask_recusal(desk, key, version, recusal),
            lambda _done: self.accept(),
            self.explain,
        )


class RulingDialog(PartyDialog):
    """Recused and replaced, dismissed, or staying because both sides agree."""

    def __init__(self, case: OpenCase, recusal: Recusal, parent: QWidget) -> None:
        super().__init__(case, _("Decision on recusal"), _("Decide"), "ruling_dialog", parent)
        self.edits(recusal.id, of=case.file)
        self.recusal = recusal
        asked = _("{who} asks that {person} be recused: {ground}. {facts}").format(
            who=recusal.asked_by,
            person=recusal.person,
            ground=recusal.ground.label,
            facts=recusal.facts,
        )
        self.body.addWidget(label(asked, wrap=True))
        if recusal.person == case.desk.actor.name:
            words = _(
                "The request is about yourself. No rule says who decides then: the centre settles"
                " whether another supervisor does."
            )
            self.body.addWidget(label(words, name="ruling_of_oneself", tone=Tone.WARN, wrap=True))
        self.ruling = Choice([("", _("please choose")), *terms(Ruling)])
        self.reason, self.day = _text(), DayEdit()
        self.replacement = Choice([("", _("nobody"))])
        self.agree = named(
            QCheckBox(_("Both sides agree that the person stays")), "both_agree", _("Both agree")
        )
        self.day.set_day(case.desk.today())
        self.doubts = label("", name="ruling_doubts", tone=Tone.WARN, wrap=True)
        for caption, editor, name in (
            (_("Decision"), self.ruling, "ruling"),
            (_("Replaced by"), self.replacement, "replacement"),
            (_("Consent"), self.agree, "both_agree"),
            (_("Reason"), self.reason, "reason"),
            (_("Day of the decision"), self.day, "decided_on"),
        ):
            field = FormField(caption, editor, name, required=name == "ruling")
            self.body.addWidget(self.fields.add(field))
        self.body.addWidget(self.doubts)
        self.override = QLineEdit()
        reason_field = FormField(
            _("Reason for assigning them all the same"), self.override, "override"
        )
        self.body.addWidget(self.fields.add(reason_field))
        self.body.addStretch(1)
        self.ruling.currentIndexChanged.connect(lambda _place: self._show_parts())
        self.replacement.currentIndexChanged.connect(lambda _place: self._look())
        self._people: dict[int, User] = {}
        self._show_parts()
        self.ask(lambda: settings.officers(case.desk), self._offer)
        self.setMinimumWidth(460)

    def _offer(self, users: Sequence[User]) -> None:
        able = [
            user
            for user in users
            if user.active
            and user.name != self.recusal.person
            and may_replace(user.roles, self.file, self.recusal.person)
            and seat_beside(self.file.panel, self.recusal.person, user.name) is None
        ]
        self._people = {user.id: user for user in able}
        self.replacement.offer([("", _("nobody")), *((str(user.id), user.name) for user in able)])

    def _show_parts(self) -> None:
        ruling = self.ruling.code()
        self.fields["replacement"].setVisible(ruling == Ruling.GRANTED.value)
        self.fields["both_agree"].setVisible(ruling == Ruling.STAYS.value)
        self._look()

    def _look(self) -> None:
        """Ask what speaks against the neutrality of whoever takes over."""
        user = self._people.get(int(self.replacement.code() or 0))
        granted = self.ruling.code() == Ruling.GRANTED.value
        if user is None or not granted:
            self._doubt(())
            return
        desk, key = self.case.desk, self.file.id
        somebody = [Somebody(name=user.name, phone=user.phone)]
        self.ask(lambda: panel.neutrality(desk, key, somebody), self._doubt)

    def _doubt(self, found: tuple[Doubt, ...]) -> None:
        self.doubts.setText("\n".join(doubt.text for doubt in found))
        self.doubts.setVisible(bool(found))
        self.fields["override"].setVisible(bool(found))

    def submit(self) -> None:
        """Decide."""
        if not self.readable():
            return
        if not self.ruling.code():
            text = _("Choose: {what}.").format(what=_("Decision"))
            self.fields.explain((Problem("ruling", text),))
            return
        desk, ruling = self.case.desk, Ruling.of(self.ruling.code())
        reason, agree = self.reason.toPlainText().strip(), self.agree.isChecked()
        day, why = self.day.day() or desk.today(), self.override.text().strip()
        replacement = int(self.replacement.code() or 0) or None
        self.busy()
        self.case.act(
            lambda key, version: panel.decide_recusal(
                desk,
                key,
                version,
                self.recusal.id,
                ruling,
                day,
                reason,
                replacement_id=replacement,
                both_agree=agree,
                override=why,
            ),
            lambda _done: self.accept(),
            self.explain,
        )
