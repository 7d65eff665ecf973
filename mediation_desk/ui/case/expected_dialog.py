"""Who is called to a hearing: parties by ticks, others by name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.hearing import Expected
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

_KEY = Qt.ItemDataRole.UserRole


def come_beside(case: CaseFile) -> tuple[str, ...]:
    """Name who comes without being called here: agents, interpreters, the centre's own people."""
    found = [agent.in_words for agent in case.agents]
    found += [
        _("{name} (helps {party})").format(name=n.helper, party=case.party_name(n.party_id))
        for n in case.special_needs
        if n.helper
    ]
    found += [officer.name for officer in (case.mediator, case.clerk) if officer]
    found += [member.name for member in case.panel]
    return tuple(dict.fromkeys(found))


class ExpectedDialog(Dialog):
    """Ticks for the parties; everybody ticked and nobody added means all parties."""

    def __init__(self, case: CaseFile, expected: tuple[Expected, ...], parent: QWidget) -> None:
        super().__init__(
            _("Who is called to the hearing"), _("Take over"), name="expected", parent=parent
        )
        self.edits(of=case)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        called = {one.party_id for one in expected if one.party_id is not None}
        self.parties = named(QListWidget(), "expected_parties", _("Parties"))
        self.parties.setMinimumHeight(150)
        for key, name in case.parties:
            item = QListWidgetItem(name, self.parties)
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = not called or key in called
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.others = QPlainTextEdit()
        self.others.setTabChangesFocus(True)
        self.others.setFixedHeight(72)
        self.others.setPlainText(
            "\n".join(
                f"{one.name} {one.capacity}".strip() for one in expected if one.party_id is None
            )
        )
        ticks = QHBoxLayout()
        ticks.addWidget(label(_("Parties"), "small"))
        ticks.addStretch(1)
        ticks.addWidget(link(_("All of them"), "expected_all", lambda: self._tick(True)))
        ticks.addWidget(link(_("None of them"), "expected_none", lambda: self._tick(False)))
        self.body.addLayout(ticks)
        self.body.addWidget(self.parties, 1)
        beside = come_beside(case)
        come = label(
            _("Also come, and are reckoned with: {names}").format(names=_(", ").join(beside)),
            "small",
            name="expected_beside",
            wrap=True,
        )
        self.body.addWidget(come)
        come.setVisible(bool(beside))
        hint = _("One on each line: the name, a space, and as what the person comes.")
        field = FormField(_("Other persons"), self.others, "others", hint=hint)
        self.body.addWidget(self.fields.add(field))

    def _tick(self, on: bool) -> None:
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for row in range(self.parties.count()):
            self.parties.item(row).setCheckState(state)

    def value(self) -> tuple[Expected, ...]:
        """Return who is called; nobody by name where all parties are and nobody else."""
        items = [self.parties.item(row) for row in range(self.parties.count())]
        ticked = [i for i in items if i.checkState() is Qt.CheckState.Checked]
        others = []
        for line in self.others.toPlainText().splitlines():
            name, _space, capacity = " ".join(line.split()).partition(" ")
            if name:
                others.append(Expected(name=name, capacity=capacity))
        if not others and len(ticked) in (0, len(items)):
            return ()
        return (*(Expected(party_id=i.data(_KEY), name=i.text()) for i in ticked), *others)
