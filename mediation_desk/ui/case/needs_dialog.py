"""What a party needs to take part: a line for each kind of help."""

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.special_needs import INTERPRETED, NeedKind, SpecialNeed
from mediation_desk.i18n import _
from mediation_desk.services import special_needs
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.party_dialogs import PartyDialog
from mediation_desk.ui.intake.identity_edit import PhoneEdit
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class NeedsDialog(PartyDialog):
    """Tick what one party needs, and name who interprets."""

    def __init__(self, case: OpenCase, parent: QWidget, party_id: int = 0) -> None:
        super().__init__(case, _("Special needs"), _("Save"), "needs_dialog", parent)
        self.edits(party_id, of=case.file)
        parties = [(str(key), name) for key, name in self.file.parties]
        self.party = Choice(parties, searchable=len(parties) > 12)
        self.body.addWidget(self.fields.add(FormField(_("Party"), self.party, "party_id")))
        self.ticks: dict[NeedKind, QCheckBox] = {}
        self.details: dict[NeedKind, QLineEdit] = {}
        self.helpers: dict[NeedKind, QLineEdit] = {}
        self.phones: dict[NeedKind, QLineEdit] = {}
        self._lay_out()
        self.party.currentIndexChanged.connect(lambda _place: self._fill())
        self.party.set_code(str(party_id or self.file.applicants[0].id))
        self._fill()
        self.setMinimumWidth(780)

    def _lay_out(self) -> None:
        rows = QGridLayout()
        rows.setHorizontalSpacing(Space.M)
        rows.setVerticalSpacing(Space.XS)
        heads = (_("Need"), _("Language, remark"), _("Interpreter"), _("Telephone"))
        for column, head in enumerate(heads):
            rows.addWidget(label(head, "small"), 0, column)
        for row, kind in enumerate(NeedKind, start=1):
            tick = named(QCheckBox(kind.label), f"need_{kind.value}", kind.label)
            self.ticks[kind] = tick
            rows.addWidget(tick, row, 0)
            self._line(self.details, kind, _("Language, remark"), QLineEdit(), rows, row, 1)
            if kind in INTERPRETED:
                self._line(self.helpers, kind, _("Interpreter"), QLineEdit(), rows, row, 2)
                self._line(self.phones, kind, _("Telephone"), PhoneEdit(), rows, row, 3)
        for column, stretch in ((1, 3), (2, 2), (3, 2)):
            rows.setColumnStretch(column, stretch)
        self.body.addLayout(rows)
        self.body.addStretch(1)

    def _line(
        self,
        lines: dict[NeedKind, QLineEdit],
        kind: NeedKind,
        caption: str,
        editor: QLineEdit,
        rows: QGridLayout,
        row: int,
        column: int,
    ) -> None:
        """Add a text of one need; typing into it ticks the need."""
        named(editor, f"need_{kind.value}_{column}", f"{kind.label} {caption}")

        def tick(text: str) -> None:
            if text:
                self.ticks[kind].setChecked(True)

        editor.textEdited.connect(tick)
        lines[kind] = editor
        rows.addWidget(editor, row, column)

    def _fill(self) -> None:
        party_id = int(self.party.code() or 0)
        needs = {n.kind: n for n in self.file.special_needs if n.party_id == party_id}
        for kind, tick in self.ticks.items():
            need = needs.get(kind)
            tick.setChecked(need is not None)
            self.details[kind].setText(need.detail if need else "")
            if kind in INTERPRETED:
                self.helpers[kind].setText(need.helper if need else "")
                self.phones[kind].setText(need.phone if need else "")

    def value(self) -> tuple[SpecialNeed, ...]:
        """Return the needs ticked."""
        party_id = int(self.party.code() or 0)
        return tuple(
            SpecialNeed(
                party_id=party_id,
                kind=kind,
                detail=self.details[kind].text().strip(),
                helper=self.helpers[kind].text().strip() if kind in INTERPRETED else "",
                phone=self.phones[kind].text().strip() if kind in INTERPRETED else "",
            )
            for kind, tick in self.ticks.items()
            if tick.isChecked()
        )

    def submit(self) -> None:
        """Save the needs of the party."""
        needs, desk, party_id = self.value(), self.case.desk, int(self.party.code() or 0)
        known = any(need.party_id == party_id for need in self.file.special_needs)
        if not needs and not known:
            self.explain(Invalid([Problem("party_id", _("Tick what this party needs."))]))
            return
        self.busy()
        self.case.act(
            lambda key, version: special_needs.set_needs(desk, key, version, party_id, needs),
            lambda _done: self.accept(),
            self.explain,
        )
