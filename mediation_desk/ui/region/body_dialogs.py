"""Forms for bodies, their people, what was referred to them, and cases of their own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from mediation_desk.domain.bodies import (
    Body,
    BodyKind,
    BodyPerson,
    Entrusted,
    MirroredCase,
    Outcome,
    Post,
    Referral,
    Seat,
    outcomes,
)
from mediation_desk.domain.centre import Room, User
from mediation_desk.i18n import _
from mediation_desk.services import bodies as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form, key_of, none_first
from mediation_desk.ui.widgets.choice import terms
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class BodyDialog(Form):
    """A body: its kind, its particulars, the rooms it uses."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, body: Body, rooms: Sequence[Room], parent: QWidget
    ) -> None:
        title = _("Body") if body.id else _("New body")
        super().__init__(desk, jobs, title, name="body_dialog", parent=parent)
        self.edits(body.id)
        self._body = body
        self.beside()
        self.kind = self.choice(_("Kind"), terms(BodyKind), body.kind.value, "kind")
        self.name_edit = self.line(_("Name of the body"), body.name, "name", required=True)
        self.limit = label("", "small", name="body_limit", wrap=True)
        self.body.addWidget(self.limit)
        self.beside()
        self.contact = self.line(_("Contact"), body.contact, "contact")
        self.phone = self.line(_("Telephone"), body.phone, "phone")
        self.address = self.line(_("Address"), body.address, "address")
        self.beside()
        self.jurisdiction = self.line(_("Jurisdiction"), body.jurisdiction, "jurisdiction")
        self.seal = self.line(_("Name on the seal"), body.seal, "seal")
        self.beside()
        self.seat = self.choice(
            _("Seat on the tripartite panel"),
            none_first(terms(Seat)),
            body.seat.value if body.seat else "",
            "seat",
        )
        self.allowance = self.money(
            _("Allowance for half a day of duty"),
            body.allowance,
            "allowance",
            hint=_("The centre's own rule; empty if there is none"),
        )
        self.rooms = [self._room(room) for room in rooms if room.active or room.id in body.rooms]
        self.active = self.tick(_("In use"), body.active, "active")
        self.body.addStretch(1)
        self.kind.currentIndexChanged.connect(lambda _place: self._show_limit())
        self._show_limit()

    def _room(self, room: Room) -> tuple[int, QCheckBox]:
        text = _("Uses {room}").format(room=room.name)
        return room.id, self.tick(text, room.id in self._body.rooms, f"room_{room.id}")

    def _show_limit(self) -> None:
        kind = BodyKind.of(self.kind.code())
        self.limit.setText(kind.limit)
        self.limit.setVisible(bool(kind.limit))
        self.fields["seat"].setVisible(kind is BodyKind.AGENCY)
        self.fields["allowance"].setVisible(kind is not BodyKind.AGENCY)

    def submit(self) -> None:
        """Save the body."""
        kind = BodyKind.of(self.kind.code())
        seat = self.seat.code() if kind is BodyKind.AGENCY else ""
        body = replace(
            self._body,
            kind=kind,
            name=self.name_edit.text().strip(),
            contact=self.contact.text().strip(),
            phone=self.phone.text().strip(),
            address=self.address.text().strip(),
            jurisdiction=self.jurisdiction.text().strip(),
            seal=self.seal.text().strip(),
            seat=Seat.of(seat) if seat else None,
            allowance=None if kind is BodyKind.AGENCY else self.allowance.amount(),
            active=self.active.isChecked(),
            rooms=tuple(key for key, box in self.rooms if box.isChecked()),
        )
        self.carry_out(lambda: service.save(self.desk, body))


class BodyPersonDialog(Form):
    """A person of a body; one of the centre's own people is chosen, not typed."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, person: BodyPerson, users: Sequence[User], parent: QWidget
    ) -> None:
        title = _("Person of the body") if person.id else _("New person of the body")
        super().__init__(desk, jobs, title, name="body_person_dialog", parent=parent)
        self.edits(person.id or f"body {person.body_id}")
        self._person = person
        self._users = {user.id: user for user in users}
        self.user = self.choice(
            _("From the centre's own people"),
            none_first((str(user.id), user.name) for user in users if user.active),
            str(person.user_id or ""),
            "user",
        )
        self.beside()
        self.name_edit = self.line(_("Name"), person.name, "name", required=True)
        self.post = self.choice(_("Post"), terms(Post), person.post.value, "post")
        self.beside()
        self.phone = self.line(_("Telephone"), person.phone, "phone")
        self.licence = self.line(_("Licence number"), person.licence, "licence")
        self.beside()
        self.firm = self.line(_("Firm or unit"), person.firm, "firm")
        self.specialities = self.line(_("Specialities"), person.specialities, "specialities")
        self.active = self.tick(_("Works there"), person.active, "active")
        self.body.addStretch(1)
        self.user.currentIndexChanged.connect(lambda _place: self._take_over())

    def _take_over(self) -> None:
        user = self._users.get(key_of(self.user) or 0)
        if user is not None:
            self.name_edit.setText(user.name)
            self.phone.setText(user.phone)

    def submit(self) -> None:
        """Save the person."""
        person = replace(
            self._person,
            user_id=key_of(self.user),
            name=self.name_edit.text().strip(),
            post=Post.of(self.post.code()),
            phone=self.phone.text().strip(),
            licence=self.licence.text().strip(),
            firm=self.firm.text().strip(),
            specialities=self.specialities.text().strip(),
            active=self.active.isChecked(),
        )
        self.carry_out(lambda: service.save_person(self.desk, person))


class ReferralDialog(Form):
    """What a body reported of a party that was led to it."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, referral: Referral, kind: BodyKind, parent: QWidget
    ) -> None:
        title = _("Referral to a body")
        super().__init__(desk, jobs, title, name="referral_dialog", parent=parent)
        self.edits(referral.id or kind.value, case_id=referral.case_id)
        self._referral = referral
        self._silent = kind is BodyKind.COUNSELLING
        if kind.limit:
            self.body.addWidget(label(kind.limit, "small", name="referral_limit", wrap=True))
        self.sent_on = self.day(_("Day of the referral"), referral.day, "day", required=True)
        if not self._silent:
            self.purpose = self.line(_("What for"), referral.purpose, "purpose", required=True)
        self.feedback_on = self.day(_("Reported back on"), referral.feedback_on, "feedback_on")
        if not self._silent:
            self.report = self.text(_("What the body reported"), referral.result, "result")
        self.body.addStretch(1)

    def value(self) -> Referral:
        """Return the referral as typed."""
        given = replace(
            self._referral,
            day=self.sent_on.day() or self.desk.today(),
            feedback_on=self.feedback_on.day(),
        )
        if self._silent:
            return given
        return replace(
            given,
            purpose=self.purpose.text().strip(),
            result=self.report.toPlainText().strip(),
        )

    def submit(self) -> None:
        """Save what was reported."""
        referral = self.value()
        self.carry_out(lambda: service.report_back(self.desk, referral))


class MirrorDialog(Form):
    """A case at an arbitration tribunal or a court, copied from what that body said."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        mirror: MirroredCase,
        bodies: Sequence[Body],
        parent: QWidget,
        our_number: str = "",
    ) -> None:
        title = _("Case at another body")
        super().__init__(desk, jobs, title, name="mirror_dialog", parent=parent)
        self.edits(mirror.id, case_id=mirror.case_id or 0)
        self._mirror = mirror
        self._kinds = {str(body.id): body.kind for body in bodies}
        self.where = self.choice(
            _("Body"),
            ((str(body.id), body.name) for body in bodies),
            str(mirror.body_id or (bodies[0].id if bodies else "")),
            "body",
        )
        self.limit = label("", "small", name="mirror_limit", wrap=True)
        self.body.addWidget(self.limit)
        self.beside()
        self.number = self.line(_("Case number there"), mirror.number, "number", required=True)
        self.officer = self.line(_("Arbitrator or judge"), mirror.officer, "officer")
        self.ours = None
        if mirror.case_id is None:
            self.ours = self.line(
                _("Our case number"),
                our_number,
                "case",
                hint=_("Empty if it is not ours; its last figures are enough"),
            )
        self._days(mirror)
        self.beside()
        self.outcome = self.choice(_("How it ended there"), (), "", "outcome")
        self.outcome_on = self.day(_("Day of the result"), mirror.outcome_on, "outcome_on")
        self.outcome_number = self.line(
            _("Number of the award or ruling"), mirror.outcome_number, "outcome_number"
        )
        self.body.addStretch(1)
        self._show_kind()
        self.outcome.set_code(mirror.outcome.value if mirror.outcome else "")
        self.where.currentIndexChanged.connect(lambda _place: self._show_kind())

    def _days(self, mirror: MirroredCase) -> None:
        self.beside()
        self.accepted_on = self.day(_("Accepted there on"), mirror.accepted_on, "accepted_on")
        self.hearing_on = self.day(_("Day of the hearing there"), mirror.hearing_on, "hearing_on")
        self.entrusted = self.choice(
            _("How the court sent it"),
            none_first(terms(Entrusted)),
            mirror.entrusted.value if mirror.entrusted else "",
            "entrusted",
        )
        self.beside()
        self.entrusted_on = self.day(
            _("Day of the court's letter"), mirror.entrusted_on, "entrusted_on"
        )
        self.return_by = self.day(_("To be returned by"), mirror.return_by, "return_by")

    def _show_kind(self) -> None:
        kind = self._kinds.get(self.where.code())
        self.limit.setText(kind.limit if kind else "")
        court = kind is BodyKind.COURT
        for name in ("entrusted", "entrusted_on", "return_by"):
            self.fields[name].setVisible(court)
        ends = outcomes(kind) if kind else ()
        self.outcome.offer(none_first((end.value, end.label) for end in ends))

    def submit(self) -> None:
        """Save the mirrored case; our number is looked up first."""
        court = self._kinds.get(self.where.code()) is BodyKind.COURT
        entrusted = self.entrusted.code() if court else ""

        def of_court(day: date | None) -> date | None:
            return day if court else None

        outcome = self.outcome.code()
        mirror = replace(
            self._mirror,
            body_id=int(self.where.code() or 0),
            number=self.number.text().strip(),
            officer=self.officer.text().strip(),
            accepted_on=self.accepted_on.day(),
            hearing_on=self.hearing_on.day(),
            entrusted=Entrusted.of(entrusted) if entrusted else None,
            entrusted_on=of_court(self.entrusted_on.day()),
            return_by=of_court(self.return_by.day()),
            outcome=Outcome.of(outcome) if outcome else None,
            outcome_number=self.outcome_number.text().strip(),
            outcome_on=self.outcome_on.day(),
        )
        ours = self.ours.text().strip() if self.ours else ""
        self.carry_out(lambda: service.save_mirror(self.desk, mirror, ours))
