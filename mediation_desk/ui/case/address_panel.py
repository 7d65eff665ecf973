"""Addresses for service (送达地址确认): what each party confirmed, and recording it."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.service_addresses import ServiceAddress, in_force
from mediation_desk.i18n import _
from mediation_desk.security.masking import mask_phone
from mediation_desk.services import browse, other_parties, serving
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView


@dataclass(frozen=True, slots=True)
class PartyAddress:
    """A party with the address it confirmed last, if it did."""

    party_id: int
    name: str
    known: str
    phone: str
    confirmed: ServiceAddress | None


def party_addresses(case: CaseFile) -> tuple[PartyAddress, ...]:
    """Return every party with what is known of where it is served."""
    employer = case.respondent.employer
    parties = [(w.id, w.person.name, w.person.address, w.person.phone) for w in case.applicants]
    parties.insert(0, (case.respondent.id, employer.name, employer.address, employer.phone))
    told = dict(case.addressed)
    parties += [(o.id, o.name, o.address, o.phone) for o in case.others if o.id in told]
    return tuple(
        PartyAddress(key, name, known, phone, in_force(case.addresses, key))
        for key, name, known, phone in parties
    )


class AddressPanel(QWidget):
    """A row for each party; a double click or the button opens the confirmation."""

    noticed = Signal(str)
    printing = Signal(str)
    """Bring up the form for a party by its key."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.setObjectName("address_panel")
        self._case = case
        self._case_id = 0
        self.model: RowsModel[PartyAddress] = RowsModel(_columns())
        self.table = TableView("addresses_table", _("Addresses for service"))
        self.table.use(self.model, (24, 26, 13, 18, 11), stretch=1)
        self.table.opened.connect(lambda index: self.confirm(index))
        self.confirm_button = primary(_("Confirm an address…"), "address_confirm", self.confirm)
        self.print_button = secondary(_("Form to be signed"), "address_print", self.print_form)
        self.labels_button = secondary(
            _("Labels and envelopes…"), "address_labels", self.print_labels, "print"
        )
        card = Card(name="card_addresses")
        bar = QHBoxLayout()
        bar.addWidget(self.confirm_button)
        bar.addWidget(self.print_button)
        bar.addWidget(self.labels_button)
        bar.addWidget(Elided(_words(), "small", name="addresses_words"), 1)
        card.body.addLayout(bar)
        card.add(elastic(self.table, 80), 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(card, 1)

    def show_case(self, case: CaseFile) -> None:
        """Show the parties with their addresses."""
        current = self.table.currentIndex().row() if self._case_id == case.id else -1
        self._case_id = case.id
        self.model.show(party_addresses(case))
        if 0 <= current < self.model.rowCount():
            self.table.selectRow(current)

    def _chosen(self) -> PartyAddress | None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            return self.model.row(rows[0])
        return self.model.rows[0] if self.model.rowCount() else None

    def confirm(self, index: QModelIndex | None = None) -> None:
        """Open the confirmation of the party chosen."""
        party = self.model.row(index) if index is not None else self._chosen()
        if party is None:
            return
        file, desk = self._case.file, self._case.desk
        others = {other.id for other in file.others} if file else set()
        if file is None or party.party_id == file.respondent.id:
            self._open(party)
        elif party.party_id in others:
            self._case.read(
                lambda: other_parties.look_at_other(desk, file.id, party.party_id),
                lambda _seen: self._open(party),
            )
        else:  # the form shows the whole number, and the look is recorded
            self._case.read(
                lambda: browse.reveal(desk, file.id, party.party_id), lambda _p: self._open(party)
            )

    def _open(self, party: PartyAddress) -> None:
        dialog = AddressDialog(self._case, party, self)
        notice = _("The address of {name} is confirmed.").format(name=party.name)
        dialog.accepted.connect(lambda: self.noticed.emit(notice))
        dialog.open()

    def print_form(self) -> None:
        """Bring up the form that the party chosen signs."""
        if party := self._chosen():
            self.printing.emit(str(party.party_id))

    def print_labels(self) -> None:
        """Show labels and envelopes for those who confirmed where they are served."""
        show_labels(self._case, self)


def show_labels(case: OpenCase, parent: QWidget) -> None:
    """Show labels and envelopes of the case in view."""
    if case.file is not None:
        from mediation_desk.ui.case.envelopes_dialog import EnvelopesDialog  # QtPdf

        EnvelopesDialog(case, parent).open()


class AddressDialog(Dialog):
    """Where a party is served, whether electronically too, and in which procedures."""

    def __init__(self, case: OpenCase, party: PartyAddress, parent: QWidget) -> None:
        title = _("Address for service: {name}").format(name=party.name)
        super().__init__(title, _("Confirm"), name="address_dialog", parent=parent)
        self.edits(party.party_id, of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._party = case, party
        self.address, self.postcode = QLineEdit(), QLineEdit()
        self.receiver, self.phone = QLineEdit(), QLineEdit()
        self.email, self.messenger = QLineEdit(), QLineEdit()
        self.note, self.confirmed_on = QLineEdit(), DayEdit()
        self.electronic = _box(_("Agrees to electronic service"), "electronic")
        self.review = _box(_("Arbitration review"), "review")
        self.confirmation = _box(_("Court confirmation"), "confirmation")
        self.execution = _box(_("Enforcement"), "execution")
        self.secret = _box(_("The address is to be kept secret"), "secret")
        self.refused = _box(_("The party gives no address (told of the consequences)"), "refused")
        self._lay_out()
        self._fill(party.confirmed or self._first())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[FormField, FormField], ...] = (
            (
                FormField(_("Address"), self.address, "address", required=True),
                FormField(_("Postcode"), self.postcode, "postcode"),
            ),
            (
                FormField(_("Who receives there"), self.receiver, "receiver"),
                FormField(_("Telephone"), self.phone, "phone"),
            ),
            (
                FormField(_("E-mail"), self.email, "email"),
                FormField(_("WeChat"), self.messenger, "messenger"),
            ),
            (
                FormField(_("Remark"), self.note, "note"),
                FormField(_("Confirmed on"), self.confirmed_on, "confirmed_on"),
            ),
        )
        for row, fields in enumerate(rows):
            for column, field in enumerate(fields):
                grid.addWidget(self.fields.add(field), row, column)
        self.body.addLayout(grid)
        agreed = FormField(_("Electronic service"), self.electronic, "electronic")
        self.body.addWidget(self.fields.add(agreed))
        self.body.addWidget(label(_("Besides mediation the confirmation holds in"), "small"))
        uses = QHBoxLayout()
        for box in (self.review, self.confirmation, self.execution):
            uses.addWidget(box)
        uses.addStretch(1)
        self.body.addLayout(uses)
        self.body.addWidget(self.secret)
        self.body.addWidget(self.refused)
        self.setMinimumWidth(560)

    def _first(self) -> ServiceAddress:
        return ServiceAddress(
            party_id=self._party.party_id,
            address=self._party.known,
            receiver=self._party.name,
            phone=self._party.phone,
            confirmed_on=self._case.desk.today(),
        )

    def _fill(self, address: ServiceAddress) -> None:
        for editor, text in (
            (self.address, address.address),
            (self.postcode, address.postcode),
            (self.receiver, address.receiver),
            (self.phone, address.phone),
            (self.email, address.email),
            (self.messenger, address.messenger),
            (self.note, address.note),
        ):
            editor.setText(text)
        for box, on in (
            (self.electronic, address.electronic),
            (self.review, address.review),
            (self.confirmation, address.confirmation),
            (self.execution, address.execution),
            (self.secret, address.secret),
            (self.refused, address.refused),
        ):
            box.setChecked(on)
        self.confirmed_on.set_day(address.confirmed_on)

    def value(self) -> ServiceAddress:
        """Return what is confirmed; the same day corrects what was kept for it."""
        kept, day = self._party.confirmed, self.confirmed_on.day() or self._case.desk.today()
        return ServiceAddress(
            id=kept.id if kept and kept.confirmed_on == day else 0,
            party_id=self._party.party_id,
            address=self.address.text(),
            postcode=self.postcode.text(),
            receiver=self.receiver.text(),
            phone=self.phone.text(),
            email=self.email.text(),
            messenger=self.messenger.text(),
            electronic=self.electronic.isChecked(),
            review=self.review.isChecked(),
            confirmation=self.confirmation.isChecked(),
            execution=self.execution.isChecked(),
            secret=self.secret.isChecked(),
            refused=self.refused.isChecked(),
            confirmed_on=day,
            note=self.note.text(),
        )

    def submit(self) -> None:
        """Keep the confirmation."""
        if not self.readable():
            return
        desk, address = self._case.desk, self.value()
        self.busy()
        self._case.act(
            lambda key, version: serving.confirm_address(desk, key, version, address),
            lambda _done: self.accept(),
            self.explain,
        )


def _box(text: str, name: str) -> QCheckBox:
    return named(QCheckBox(text), name, text)


def _words() -> str:
    return _(
        "Each party confirms where it is served; a later confirmation replaces an earlier one."
        " Electronic service takes the party's consent (民事诉讼法第九十条)."
    )


def _columns() -> tuple[Column[PartyAddress], ...]:
    def look(row: PartyAddress) -> Tone:
        return Tone.PLAIN if row.confirmed else Tone.MUTED

    return (
        Column(title=_("Party"), text=lambda row: row.name, strong=True),
        Column(title=_("Address"), text=_address, tone=look),
        Column(title=_("Telephone"), text=_phone, tone=look),
        Column(title=_("Electronic service"), text=_electronic, tone=look),
        Column(
            title=_("Confirmed on"),
            text=lambda row: row.confirmed.confirmed_on.isoformat() if row.confirmed else "—",
            tone=look,
        ),
    )


def _address(row: PartyAddress) -> str:
    if row.confirmed is None:
        return _("not confirmed: {address}").format(address=row.known or "—")
    if row.confirmed.secret:
        return _("kept secret")
    refused = _("none given, registered: {address}").format(address=row.confirmed.address)
    return refused if row.confirmed.refused else row.confirmed.address


def _phone(row: PartyAddress) -> str:
    return mask_phone(row.confirmed.phone if row.confirmed else row.phone) or "—"


def _electronic(row: PartyAddress) -> str:
    if row.confirmed is None:
        return "—"
    return _("agrees to it") if row.confirmed.electronic else _("does not agree to it")
