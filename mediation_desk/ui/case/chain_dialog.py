"""As what the respondent stands in the chain of work, and at which building project."""

from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.other_parties import Capacity, Site
from mediation_desk.i18n import _
from mediation_desk.services import other_parties
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.party_dialogs import PartyDialog
from mediation_desk.ui.case.together import Together
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label


class ChainDialog(PartyDialog):
    """Dispatch, subcontracting and the like, with the project's wage account and deposit."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, _("Chain of work"), _("Save"), "chain_dialog", parent)
        site = self.file.site or Site()
        self.capacity = Choice([("", _("none in particular")), *terms(Capacity)])
        capacity = self.file.respondent.capacity
        self.capacity.set_code(capacity.value if capacity else "")
        self.project, self.place = QLineEdit(site.project), QLineEdit(site.place)
        self.account, self.deposit = QLineEdit(site.wage_account), QLineEdit(site.deposit)
        told = _("The other units of the chain are added as other parties, each as what it is.")
        self.body.addWidget(label(told, "small", wrap=True))
        self.body.addLayout(
            grid(
                (
                    ((self._field(_("The respondent stands as"), self.capacity, "capacity"), 12),),
                    (
                        (self._field(_("Building project"), self.project, "project"), 6),
                        (self._field(_("Place of the site"), self.place, "place"), 6),
                    ),
                    (
                        (self._field(_("Special account for wages"), self.account, "account"), 6),
                        (self._field(_("Wage deposit"), self.deposit, "deposit"), 6),
                    ),
                )
            )
        )
        self.body.addStretch(1)
        self.setMinimumWidth(620)
        Together(self, case, lambda: ChainDialog(case, parent), "file")

    def _field(self, caption: str, editor: QWidget, name: str) -> FormField:
        return self.fields.add(FormField(caption, editor, name))

    def submit(self) -> None:
        """Save it."""
        code, desk = self.capacity.code(), self.case.desk
        capacity = Capacity.of(code) if code else None
        site = Site(
            project=self.project.text().strip(),
            place=self.place.text().strip(),
            wage_account=self.account.text().strip(),
            deposit=self.deposit.text().strip(),
        )
        told = capacity is not None or site != Site()
        if not told and self.file.respondent.capacity is None and self.file.site is None:
            text = _("Choose as what the respondent stands, or enter the project.")
            self.explain(Invalid([Problem("capacity", text)]))
            return
        self.busy()
        self.case.act(
            lambda key, version: other_parties.set_capacity(desk, key, version, capacity, site),
            lambda _done: self.accept(),
            self.explain,
        )
