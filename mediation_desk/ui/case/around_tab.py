"""What surrounds a case: referrals, its cases elsewhere, legal aid, letters of supervision."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mediation_desk.domain.bodies import (
    Body,
    BodyLine,
    BodyPerson,
    MirroredCase,
    MirrorLine,
    Referral,
    ReferralLine,
    taken_up,
)
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.legal_aid import AidLine, AidMatter, LegalAid
from mediation_desk.domain.rights import Right
from mediation_desk.domain.supervision import Matter, MatterSource
from mediation_desk.i18n import N_, _
from mediation_desk.services import bodies as service
from mediation_desk.services import legal_aid
from mediation_desk.services.bodies import Around
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import CaseTab, elastic
from mediation_desk.ui.phrases import day, money
from mediation_desk.ui.region.aid_dialog import AidDialog
from mediation_desk.ui.region.body_dialogs import MirrorDialog, ReferralDialog
from mediation_desk.ui.region.matter_words import state_of
from mediation_desk.ui.region.refer_dialog import ReferDialog
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView


class AroundTab(CaseTab):
    """Four lists, each with the button that adds to it."""

    KEY, TITLE = "around", N_("Aid and referrals")

    wanted_region = Signal(str, object)
    """Open a matter of supervision, or propose one, on the region's page."""

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self._bodies: tuple[Body, ...] = ()
        self._people: tuple[BodyPerson, ...] = ()
        self._case_id = 0
        self.aid = RowsModel[AidLine](_aid_columns())
        self.matters = RowsModel[Matter](_matter_columns(self.case))
        self.referrals = RowsModel[ReferralLine](_referral_columns())
        self.mirrors = RowsModel[MirrorLine](_mirror_columns())
        self.aid_table = _table("case_aid", _("Legal aid"), self.aid, (10, 18, 14, 15))
        self.matter_table = _table("case_matters", _("Supervision"), self.matters, (22, 22, 20))
        yield
        self.referral_table = _table(
            "case_referrals", _("Led to bodies"), self.referrals, (17, 20, 22, 18)
        )
        self.mirror_table = _table(
            "case_mirrors", _("Cases at other bodies"), self.mirrors, (18, 24, 11, 14)
        )
        yield
        for table, nothing in (
            (self.aid_table, _("No legal aid in this case yet.")),
            (self.matter_table, _("No letter of supervision in this case yet.")),
            (self.referral_table, _("This case was not led to any other body yet.")),
            (self.mirror_table, _("No case at another body is on record yet.")),
        ):
            table.say_when_empty(nothing)
        self.add_aid = secondary(_("Legal aid…"), "case_aid_new", self.new_aid, "plus")
        self.aid_form = secondary(_("Form…"), "case_aid_form", self.show_form, "paper")
        self.begin = secondary(_("Supervision…"), "case_matter_new", self.new_matter, "plus")
        self.refer = secondary(_("Lead to a body…"), "case_refer", self.new_referral, "plus")
        self.add_mirror = secondary(_("Case elsewhere…"), "case_mirror", self.new_mirror, "plus")
        self.taken_up = label("", name="taken_up", tone=Tone.WARN, wrap=True)
        self.taken_up.hide()
        yield
        self._lay_out()
        self.aid_table.opened.connect(lambda at: self.edit_aid(self.aid.row(at)))
        self.matter_table.opened.connect(
            lambda at: self.wanted_region.emit("letters", self.matters.row(at).id)
        )
        self.referral_table.opened.connect(lambda at: self.edit_referral(self.referrals.row(at)))
        self.mirror_table.opened.connect(lambda at: self.edit_mirror(self.mirrors.row(at).mirror))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, Space.S, 0, 0)
        grid.setSpacing(Space.M)
        mirrors = _card(_("Cases at other bodies"), "mirrors", self.mirror_table, self.add_mirror)
        mirrors.body.insertWidget(1, self.taken_up)
        for place, card in enumerate(
            (
                _card(_("Legal aid"), "aid", self.aid_table, self.aid_form, self.add_aid),
                _card(_("Letters of supervision"), "matters", self.matter_table, self.begin),
                _card(_("Led to bodies"), "referrals", self.referral_table, self.refer),
                mirrors,
            )
        ):
            grid.addWidget(card, place // 2, place % 2)

    def show_case(self, case: CaseFile) -> None:
        """Read what surrounds the case; other cases are cleared at once."""
        if self._case_id != case.id:
            self._case_id = case.id
            self._show(Around(referrals=(), mirrors=(), aid=(), matters=()))
        may = self.case.desk.actor.may(Right.REGION)
        for button in (self.add_aid, self.begin, self.refer, self.add_mirror):
            button.setEnabled(may)
        jobs, desk = self.case.jobs, self.case.desk
        jobs.ask(self, partial(service.around, desk, case.id), partial(self._take, case.id))

    def came_up(self) -> None:
        """Read the bodies and their people as they are now."""
        jobs, desk = self.case.jobs, self.case.desk
        jobs.ask(self, partial(service.lines, desk), self._take_bodies)
        jobs.ask(self, partial(service.people, desk), self._take_people)

    def _take_bodies(self, lines: Sequence[BodyLine]) -> None:
        self._bodies = tuple(line.body for line in lines)

    def _take_people(self, people: tuple[BodyPerson, ...]) -> None:
        self._people = people

    def _take(self, case_id: int, around: Around) -> None:
        if case_id == self._case_id:
            self._show(around)

    def _show(self, around: Around) -> None:
        self.aid.show(around.aid)
        self.matters.show(around.matters)
        self.referrals.show(around.referrals)
        self.mirrors.show(around.mirrors)
        self.aid_form.setEnabled(bool(around.aid))
        file = self.case.file
        told = "\n".join(taken_up(file, around.mirrors)) if file is not None else ""
        self.taken_up.setText(told)
        self.taken_up.setVisible(bool(told))

    def _open(self, dialog: Dialog, done: str) -> None:
        dialog.accepted.connect(lambda: self.noticed.emit(done))
        dialog.open()

    # -- legal aid --------------------------------------------------------------------------

    def new_aid(self) -> None:
        """Open an application of one of the case's applicants."""
        if (file := self.case.file) is None:
            return
        alone = file.applicants[0] if len(file.applicants) == 1 else None
        aid = LegalAid(
            case_id=file.id,
            party_id=alone.id if alone else None,
            migrant=alone is not None and alone.work.migrant,
            member=alone is not None and alone.work.member,
            applicant="",
            matter=AidMatter.PAY,
            applied_on=self.case.desk.today(),
            facts=file.requests,
        )
        self.edit_aid(AidLine(aid=aid))

    def edit_aid(self, line: AidLine) -> None:
        """Open a record of legal aid."""
        file, desk = self.case.file, self.case.desk
        if file is None or not desk.actor.may(Right.REGION):
            return
        parties = [(str(a.id), a.person.name) for a in file.applicants]
        dialog = AidDialog(desk, self.case.jobs, line, self._people, self, parties)
        self._open(dialog, _("Legal aid is on record."))

    def show_form(self) -> None:
        """Show the form of the record chosen, or of the first one."""
        from mediation_desk.ui.paper_dialog import PaperDialog  # QtPdf, when wanted

        rows = self.aid_table.selectionModel().selectedRows()
        if not self.aid.rowCount():
            return
        line = self.aid.row(rows[0]) if rows else self.aid.rows[0]
        title = _("Application and referral for legal aid")
        make = partial(legal_aid.paper, self.case.desk, line.aid.id)
        name = f"{title} {line.aid.applicant}"
        dialog = PaperDialog(self.case.jobs, name, name, make, self)
        dialog.said.connect(self.said)
        dialog.open()

    # -- supervision ------------------------------------------------------------------------

    def new_matter(self) -> None:
        """Propose a matter of supervision against the respondent."""
        if (file := self.case.file) is None:
            return
        matter = Matter(
            employer_id=file.respondent.employer_id,
            employer=file.respondent.employer.name,
            case_id=file.id,
            number=file.number,
            source=MatterSource.CASE,
            received_on=self.case.desk.today(),
            subject="",
            facts=file.facts,
        )
        self.wanted_region.emit("letters", matter)

    # -- bodies -----------------------------------------------------------------------------

    def new_referral(self) -> None:
        """Lead a party to a body."""
        if self.case.file is None:
            return
        active = [body for body in self._bodies if body.active]
        if not active:
            self.said.emit(_("Enter the bodies of the region first."))
            return
        dialog = ReferDialog(self.case, active, self)
        self._open(dialog, _("The referral is on record."))

    def edit_referral(self, line: ReferralLine) -> None:
        """Open what came of a referral."""
        if self.case.desk.actor.may(Right.REGION):
            referral: Referral = line.referral
            dialog = ReferralDialog(self.case.desk, self.case.jobs, referral, line.kind, self)
            self._open(dialog, _("What the body reported is on record."))

    def new_mirror(self) -> None:
        """Copy what an arbitration tribunal or a court says of this case."""
        if (file := self.case.file) is not None:
            self.edit_mirror(MirroredCase(body_id=0, case_id=file.id, number=""))

    def edit_mirror(self, mirror: MirroredCase) -> None:
        """Open a case at another body."""
        desk = self.case.desk
        own = [b for b in self._bodies if b.kind.mirrors and (b.active or b.id == mirror.body_id)]
        if not own:
            self.said.emit(_("Enter the arbitration tribunal or the court as a body first."))
        elif desk.actor.may(Right.REGION):
            dialog = MirrorDialog(desk, self.case.jobs, mirror, own, self)
            self._open(dialog, _("The case at the other body is on record."))


def _table(name: str, title: str, model: RowsModel[Any], shares: tuple[int, ...]) -> TableView:
    table = TableView(name, title)
    table.use_in_card(model, shares)
    return table


def _card(title: str, name: str, table: TableView, *buttons: QWidget) -> Card:
    card = Card(title, name=f"card_around_{name}")
    for button in buttons:
        card.head.addWidget(button)
    card.add(elastic(table, 90), 1)
    return card


def _aid_columns() -> tuple[Column[AidLine], ...]:
    return (
        Column(title=_("Applicant"), text=lambda x: x.aid.applicant, strong=True),
        Column(title=_("What for"), text=lambda x: x.aid.matter.label),
        Column(title=_("State"), text=lambda x: x.aid.state.label),
        Column(
            title=_("Recovered, yuan"),
            text=lambda x: money(x.performed),
            right=True,
            tip=lambda x: _("Agreed: {amount}").format(amount=money(x.agreed)),
        ),
    )


def _matter_columns(case: OpenCase) -> tuple[Column[Matter], ...]:
    def latest(matter: Matter) -> str:
        last = matter.latest()
        return last.reference or last.kind.label if last else "—"

    def state(matter: Matter) -> tuple[str, Tone]:
        return state_of(matter, case.desk.today())

    return (
        Column(title=_("What it is about"), text=lambda m: m.subject, strong=True),
        Column(title=_("Latest letter"), text=latest),
        Column(title=_("State"), text=lambda m: state(m)[0], tone=lambda m: state(m)[1]),
    )


def _referral_columns() -> tuple[Column[ReferralLine], ...]:
    return (
        Column(title=_("Day"), text=lambda r: r.referral.day.isoformat()),
        Column(title=_("Body"), text=lambda r: r.body, strong=True),
        Column(title=_("What for"), text=lambda r: r.referral.purpose or "—"),
        Column(
            title=_("Reported result"),
            text=lambda r: r.referral.result or day(r.referral.feedback_on),
        ),
    )


def _mirror_columns() -> tuple[Column[MirrorLine], ...]:
    return (
        Column(title=_("Body"), text=lambda m: m.body, strong=True),
        Column(title=_("Case number there"), text=lambda m: m.mirror.number),
        Column(title=_("Hearing there"), text=lambda m: day(m.mirror.hearing_on)),
        Column(
            title=_("Ended there"),
            text=lambda m: m.mirror.outcome.label if m.mirror.outcome else "—",
        ),
    )
