"""Leading a party of a case to a body (引导、转介)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.bodies import Body, BodyKind, Referral
from mediation_desk.i18n import _
from mediation_desk.services import bodies as service
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.widgets.labels import label


class ReferDialog(Form):
    """Where to, when, and what for; of counselling only that it took place."""

    def __init__(self, case: OpenCase, bodies: Sequence[Body], parent: QWidget) -> None:
        super().__init__(
            case.desk, case.jobs, _("Lead to a body"), name="refer_dialog", parent=parent
        )
        self.edits(of=case.file)
        self._case = case
        self._kinds = {str(body.id): body.kind for body in bodies}
        self.beside()
        self.where = self.choice(
            _("Body"), ((str(body.id), body.name) for body in bodies), str(bodies[0].id), "body"
        )
        self.on = self.day(_("Day of the referral"), case.desk.today(), "day", required=True)
        self.limit = label("", "small", name="refer_limit", wrap=True)
        self.body.addWidget(self.limit)
        self.purpose = self.line(_("What for"), "", "purpose", required=True)
        self.body.addStretch(1)
        self.where.currentIndexChanged.connect(lambda _place: self._show_kind())
        self._show_kind()

    def _show_kind(self) -> None:
        kind = self._kinds[self.where.code()]
        self.limit.setText(kind.limit)
        self.limit.setVisible(bool(kind.limit))
        self.fields["purpose"].setVisible(kind is not BodyKind.COUNSELLING)

    def submit(self) -> None:
        """Record the referral on the case."""
        if not self.readable():
            return
        silent = self._kinds[self.where.code()] is BodyKind.COUNSELLING
        desk = self.desk
        referral = Referral(
            case_id=0,
            body_id=int(self.where.code()),
            day=self.on.day() or desk.today(),
            purpose="" if silent else self.purpose.text().strip(),
        )
        self.busy()
        self._case.act(
            lambda key, version: service.refer(desk, key, version, referral),
            lambda _key: self.accept(),
            self.explain,
        )
