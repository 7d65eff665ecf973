"""Packs: the papers that go to another body together, made, joined and issued as one."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from mediation_desk.documents.catalogue import form_of, subjects
from mediation_desk.documents.pdf import binder
from mediation_desk.domain.agreement_rests import AGREEMENT
from mediation_desk.domain.alone import settled_only
from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.dossier import bound_at
from mediation_desk.domain.errors import DeskError, Stopped
from mediation_desk.domain.procedure import TABLE
from mediation_desk.domain.remedies import order_items
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import LOCKED, Step
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _
from mediation_desk.services import claims, papers, reprints
from mediation_desk.services.desk import Desk
from mediation_desk.services.pack_receipts import PROOF_OF_SERVICE, once_issued, unproved
from mediation_desk.services.papers import ComposedPaper, Offer
from mediation_desk.storage import cases

_PAPERS = {(row.code, row.step): row.papers for row in TABLE}
_BY_ITSELF = frozenset((row.code, row.step) for row in TABLE if row.automatic)

Progress = Callable[[int, int], bool]


class Pack(Term):
    """Packs of papers by what they are for."""

    STEP = "step", N_("Papers of the last step")
    REVIEW = "review", N_("Papers for arbitration review")
    CONFIRMATION = "confirmation", N_("Papers for court confirmation")
    ORDER = "order", N_("Papers for payment orders")
    CLOSING = "closing", N_("Papers for closing and filing")
    SHEETS = "sheets", N_("Calculation sheets of workers")


ENCLOSED: dict[Pack, tuple[str, ...]] = {
    Pack.STEP: (),
    Pack.REVIEW: (
        N_("Identity papers of the workers, copies"),
        N_("Business licence and proof of the legal representative"),
        N_("Powers of attorney, if there are agents"),
    ),
    Pack.CONFIRMATION: (
        N_("Identity papers of the workers, copies"),
        N_("Business licence and proof of the legal representative"),
        N_("Proof of property that the agreement is about, if any"),
        N_("Powers of attorney, if there are agents"),
    ),
    Pack.ORDER: (
        N_("Identity papers of the workers, copies"),
        N_("Proof that performance was urged, with proof of service"),
    ),
    Pack.CLOSING: (),
    Pack.SHEETS: (),
}
"""Papers to enclose that the desk does not make (办案规则第七十四条; 民诉法解释第三百五十四条)."""

APPLIED_WITH = {
    Step.APPLY_REVIEW: Pack.REVIEW,
    Step.APPLY_CONFIRMATION: Pack.CONFIRMATION,
    Step.APPLY_ORDER: Pack.ORDER,
}
"""Steps that turn to another body, with the pack that goes there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedPack:
    """The papers of a pack in their order, and all of them as one PDF with an outline."""

    pack: Pack
    title: str
    papers: tuple[ComposedPaper, ...]
    pdf: bytes
    enclosed: tuple[str, ...]


def offered(case: CaseFile) -> tuple[Pack, ...]:
    """Say which packs a case can have."""
    found = []
    if case.settlement and case.settlement.effective_on:
        found = [Pack.REVIEW, Pack.CONFIRMATION, Pack.ORDER]
    return (*found, Pack.CLOSING)


def contents(
    case: CaseFile, pack: Pack, today: date, of: Collection[int] | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the papers of a pack: form and for whom, in the order in which they are bound.

    With `of`, sheets of these workers only.
    """
    if pack is Pack.SHEETS:
        every = _each(case, claims.SHEET_OF_WORKER)
        return tuple(one for one in every if of is None or int(one[1]) in of)
    return tuple(_contents(case, pack, today))


def _contents(case: CaseFile, pack: Pack, today: date) -> Iterator[tuple[str, str]]:
    match pack:
        case Pack.STEP:
            yield from _of_last_step(case, today)
        case Pack.REVIEW:
            yield "D-40", ""
            yield from _beside(case, pack)
        case Pack.CONFIRMATION:
            yield from (("D-41", ""), ("D-42", ""))
            yield from _beside(case, pack)
        case Pack.ORDER:
            open_for = {item.party_id for item in order_items(case, today) if item.open}
            if not open_for:
                raise DeskError(
                    _("No item is open to a payment order now (劳动争议调解仲裁法第十六条).")
                )
            for applicant in case.applicants:
                if applicant.id in open_for:
                    yield "D-43", str(applicant.id)
            yield from _beside(case, pack)
        case Pack.CLOSING:
            yield "D-60", ""
            if case.stage in LOCKED:
                yield from (("D-61", ""), ("D-62", ""), ("D-63", ""), ("HS-24", ""))


def _beside(case: CaseFile, pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield what goes to another body with the application to it."""
    if pack is Pack.ORDER:
        urging = next(_each(case, "D-52"), ("D-52", ""))
        yield from (("D-30", ""), urging, ("D-50", ""))
        return
    yield from (("D-30", ""), ("D-31", ""))
    yield from _last(case, "D-19")
    yield from _each(settled_only(case), "D-13")


def _last_with_papers(case: CaseFile, today: date) -> tuple[Step, list[Offer]]:
    """Return the last step that offers papers, and these, with those of what followed by itself."""
    offers = {offer.code: offer for offer in papers.offered(case, today)}
    found: list[Offer] = []
    for taken in reversed(case.steps):
        row = taken.row, taken.step
        found += [offers[code] for code in _PAPERS.get(row, ()) if code in offers]
        if found and row not in _BY_ITSELF:
            return taken.step, found
    raise DeskError(_("No step that has papers was taken yet."))


def _of_last_step(case: CaseFile, today: date) -> Iterator[tuple[str, str]]:
    """Yield what the last step with papers still has to issue, in the order of the dossier.

    An application goes with what belongs to it, whether or not it was issued already. Notices go
    with the proofs of their own service, of which none is issued blank.
    """
    step, of_step = _last_with_papers(case, today)
    if step in APPLIED_WITH:
        for offer in of_step:
            for key, _label in offer.subjects or (("", ""),):
                yield offer.code, key
        yield from _beside(case, APPLIED_WITH[step])
        return
    wanted = [
        (offer.code, key)
        for offer in sorted(of_step, key=lambda offer: bound_at(offer.code))
        if offer.code != PROOF_OF_SERVICE and (offer.lacking or not offer.issued)
        for key, _label in offer.lacking or offer.subjects or (("", ""),)
    ]
    codes = {offer.code for offer in of_step}
    if PROOF_OF_SERVICE in codes:
        known = unproved(once_issued(case, wanted, today), codes)
        wanted += [(PROOF_OF_SERVICE, key) for key in known]
    if not wanted:
        raise DeskError(
            _("Every paper of the step “{step}” is issued; see them under Papers.").format(
                step=step.label
            )
        )
    yield from sorted(wanted, key=lambda one: bound_at(one[0]))


def _last(case: CaseFile, code: str) -> Iterator[tuple[str, str]]:
    found = subjects(form_of(code), case)
    if found:
        yield code, found[-1][0]


def _each(case: CaseFile, code: str) -> Iterator[tuple[str, str]]:
    return ((code, key) for key, _label in subjects(form_of(code), case))


def compose(
    desk: Desk,
    case: CaseFile,
    pack: Pack,
    progress: Progress,
    of: Collection[int] | None = None,
) -> ComposedPack | None:
    """Make every paper of a pack and join them; None when it was stopped on the way.

    The case is read once for all of them, as it stands: a group's takes longer than a paper.
    What was issued already and says the same is enclosed as it was issued, and so is the agreement
    as the parties signed it.
    """
    desk.actor.require(Right.READ)
    wanted = contents(case, pack, desk.today(), of)
    with desk.db.read() as session:
        as_it_stands = cases.file(session, case.id)
    later = once_issued(as_it_stands, wanted, desk.today())
    made: list[ComposedPaper] = []
    for number, (code, subject) in enumerate(wanted):
        of_case = later if code == PROOF_OF_SERVICE else as_it_stands
        going_on = partial(_told, progress, number, len(wanted) + 1)
        try:
            made.append(papers.compose_of(desk, of_case, code, subject, going_on))
        except Stopped:
            return None
    enclosed = _as_issued(desk, case, made)
    bound = binder(f"{case.number} {pack.label}")
    for paper in enclosed:
        bound.add(_heading(paper), paper.docx)  # its pages are set already
    return ComposedPack(
        pack=pack,
        title=pack.label,
        papers=enclosed,
        pdf=bound.finish(),
        enclosed=tuple(_(text) for text in ENCLOSED[_bound_for(case, pack, desk.today())]),
    )


def _told(progress: Progress, number: int, of: int, _done: int, _total: int) -> bool:
    """Tell how many papers are made; a stop is heard within each of them."""
    return progress(number, of)


def _bound_for(case: CaseFile, pack: Pack, today: date) -> Pack:
    """Return by which pack it is known what to enclose: an application's is that of its body."""
    if pack is not Pack.STEP:
        return pack
    step, _papers = _last_with_papers(case, today)
    return APPLIED_WITH.get(step, pack)


def _as_issued(
    desk: Desk, case: CaseFile, made: Sequence[ComposedPaper]
) -> tuple[ComposedPaper, ...]:
    """Put what was issued in the place of what was made of it once more."""
    return tuple(
        replace(reprints.reprint(desk, last), copies=paper.copies)
        if last is not None and _signed(case, last)
        else paper
        for paper, last in reprints.reprinted(desk, case.id, made)
    )


def _signed(case: CaseFile, paper: IssuedPaper) -> bool:
    """Say whether it is the agreement in effect, which stays as the parties signed it."""
    if paper.form != AGREEMENT or case.settlement is None or not case.in_effect:
        return False
    return paper.issued_on >= case.settlement.agreed_on


def _heading(paper: ComposedPaper) -> str:
    return f"{paper.title}（{paper.subject_label}）" if paper.subject_label else paper.title
