"""The form of legal aid: the application, the decision, the lawyer, the end and the money."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from mediation_desk.domain.bodies import BodyKind, BodyPerson, Post
from mediation_desk.domain.legal_aid import (
    AidLine,
    AidMatter,
    AidResult,
    LegalAid,
    Means,
    proposed_means,
)
from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.services import legal_aid as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form, key_of, none_first
from mediation_desk.ui.widgets.choice import terms
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class AidDialog(Form):
    """One record of legal aid. In a case the applicant is one of its parties."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        line: AidLine,
        lawyers: Sequence[BodyPerson],
        parent: QWidget,
        parties: Sequence[tuple[str, str]] = (),
        then: Callable[[int], None] | None = None,
    ) -> None:
        title = _("Legal aid") if line.aid.id else _("New application for legal aid")
        super().__init__(desk, jobs, title, name="aid_dialog", parent=parent)
        self.edits(line.aid.id, case_id=line.aid.case_id or 0)
        self._line, self._parties, self._then = line, parties, then
        self._applicant(line.aid)
        self._matter(line.aid)
        self._decision(line.aid)
        self._course(line.aid, lawyers)
        self._money(line)
        limit = BodyKind.LEGAL_AID.limit
        self.body.addWidget(label(limit, "small", name="aid_limit", wrap=True))
        self.body.addStretch(1)

    def _applicant(self, aid: LegalAid) -> None:
        self.party = None
        if aid.case_id is not None:
            self.party = self.choice(
                _("Applicant"), self._parties, str(aid.party_id or ""), "applicant"
            )
        else:
            self.beside()
            self.applicant = self.line(_("Applicant"), aid.applicant, "applicant", required=True)
            self.phone = self.line(_("Telephone"), aid.phone, "phone")
            self.id_number = self.line(_("Identity number"), aid.id_number, "id_number")
        self.migrant = self.tick(_("Migrant worker"), aid.migrant, "migrant")
        self.member = self.tick(_("Union member"), aid.member, "member")

    def _matter(self, aid: LegalAid) -> None:
        self.beside()
        self.matter = self.choice(_("What for"), terms(AidMatter), aid.matter.value, "matter")
        self.applied_on = self.day(_("Applied on"), aid.applied_on, "applied_on", required=True)
        self.facts = self.text(
            _("What the dispute is about"),
            aid.facts,
            "facts",
            hint=_("For the form only; nothing of what the lawyer is told"),
        )
        self.means = self.choice(_("Means"), terms(Means), aid.means.value, "means")
        self.beside()
        self._means_chosen = aid.means is not Means.OPEN
        self.means.activated.connect(lambda _place: self._choose_means())
        self.migrant.toggled.connect(lambda _on: self._propose_means())
        self.matter.currentIndexChanged.connect(lambda _place: self._propose_means())
        if not aid.id:
            self._propose_means()
        self.means_reason = self.line(
            _("Particulars of the means"), aid.means_reason, "means_reason"
        )
        self.sent_to = self.line(_("Sent to"), aid.sent_to, "sent_to")

    def _choose_means(self) -> None:
        self._means_chosen = True

    def _propose_means(self) -> None:
        """Propose the exemption that the law gives, until a person chose by hand."""
        if not self._means_chosen:
            matter = AidMatter.of(self.matter.code())
            proposed = proposed_means(matter, migrant=self.migrant.isChecked())
            self.means.set_code(proposed.value)

    def _decision(self, aid: LegalAid) -> None:
        granted = {None: "", True: "yes", False: "no"}[aid.granted]
        self.beside()
        self.granted = self.choice(
            _("Decision on aid"),
            [("", _("Not decided yet")), ("yes", _("Granted")), ("no", _("Not granted"))],
            granted,
            "granted",
        )
        self.decided_on = self.day(_("Decided on"), aid.decided_on, "decided_on")
        self.approval = self.line(_("Approval number"), aid.approval_number, "approval_number")
        self.refusal = self.line(_("Why aid is refused"), aid.refusal, "refusal")
        self.granted.currentIndexChanged.connect(lambda _place: self._show_decision())
        self._show_decision()

    def _show_decision(self) -> None:
        self.fields["approval_number"].setVisible(self.granted.code() != "no")
        self.fields["refusal"].setVisible(self.granted.code() == "no")

    def _course(self, aid: LegalAid, lawyers: Sequence[BodyPerson]) -> None:
        offered = [
            p for p in lawyers if p.post is Post.LAWYER and (p.active or p.id == aid.lawyer_id)
        ]
        self.beside()
        self.lawyer = self.choice(
            _("Assigned lawyer"),
            none_first((str(p.id), f"{p.name} {p.firm}".strip()) for p in offered),
            str(aid.lawyer_id or ""),
            "lawyer",
            hint="" if offered else _("Enter lawyers with a body first"),
        )
        self.started_on = self.day(_("Begun on"), aid.started_on, "started_on")
        self.conflict = QCheckBox(_("Checked: none"))
        self.conflict.setChecked(aid.conflict_checked)
        self.field(_("Conflict of interest of the lawyer"), self.conflict, "conflict_checked")
        self.beside()
        self.ended_as = self.choice(
            _("How the aid ended"),
            none_first(terms(AidResult)),
            aid.result.value if aid.result else "",
            "result",
        )
        self.ended_on = self.day(_("Aid ended on"), aid.ended_on, "ended_on")

    def _money(self, line: AidLine) -> None:
        of_case = line.aid.party_id is not None
        if not of_case or line.aid.granted is False:
            hint = ""
        elif line.aid.granted:
            hint = _("Empty takes the case's own sum: {amount}")
        else:
            hint = _("Once aid is granted, empty takes the case's own sum")
        self.beside()
        self.agreed = self.money(
            _("Agreed or awarded, yuan"),
            line.aid.agreed,
            "agreed",
            hint=hint.format(amount=figures(line.agreed)) if line.aid.agreed is None else "",
        )
        self.performed = self.money(
            _("Recovered (performed), yuan"),
            line.aid.performed,
            "performed",
            hint=hint.format(amount=figures(line.performed)) if line.aid.performed is None else "",
        )
        self.sums_reason = self.line(
            _("Why more was recovered than agreed"), line.aid.sums_reason, "sums_reason"
        )

    def value(self) -> LegalAid:
        """Return legal aid as typed."""
        aid = self._line.aid
        if self.party is not None:
            aid = replace(aid, party_id=key_of(self.party))
        else:
            aid = replace(
                aid,
                applicant=self.applicant.text().strip(),
                id_number=self.id_number.text().strip(),
                phone=self.phone.text().strip(),
            )
        code = self.granted.code()
        ended = self.ended_as.code()
        return replace(
            aid,
            migrant=self.migrant.isChecked(),
            member=self.member.isChecked(),
            matter=AidMatter.of(self.matter.code()),
            facts=self.facts.toPlainText().strip(),
            means=Means.of(self.means.code()),
            means_reason=self.means_reason.text().strip(),
            applied_on=self.applied_on.day() or self.desk.today(),
            sent_to=self.sent_to.text().strip(),
            granted={"": None, "yes": True, "no": False}[code],
            decided_on=self.decided_on.day(),
            refusal=self.refusal.text().strip() if code == "no" else "",
            approval_number=self.approval.text().strip() if code != "no" else "",
            lawyer_id=key_of(self.lawyer),
            conflict_checked=self.conflict.isChecked(),
            started_on=self.started_on.day(),
            ended_on=self.ended_on.day(),
            result=AidResult.of(ended) if ended else None,
            agreed=self.agreed.amount(),
            performed=self.performed.amount(),
            sums_reason=self.sums_reason.text().strip(),
        )

    def submit(self) -> None:
        """Save legal aid."""
        aid = self.value()
        self.carry_out(lambda: service.save(self.desk, aid), self._then)
