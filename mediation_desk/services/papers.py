"""Papers of a case: what is offered, composing, issuing, and making again (文书)."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediation_desk import i18n
from mediation_desk.documents import papers as forms
from mediation_desk.documents.catalogue import Per, catalogue, form_of, made_for, template_path
from mediation_desk.documents.loose import loose_forms
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.documents.receivers import receivers
from mediation_desk.domain import reasons
from mediation_desk.domain.agreement_rests import AGREEMENT, voided_in_force
from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.day_text import BEIJING, chinese_day
from mediation_desk.domain.errors import NotFound, Stopped, require
from mediation_desk.domain.major_report import MAJOR_REPORT, UNTOLD
from mediation_desk.domain.options import BODY_NATURE
from mediation_desk.domain.outstanding import outstanding
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.services import claims, closing, copies, journals, major_reports, serving
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, house_forms
from mediation_desk.storage import papers as store
from mediation_desk.storage.database import Session

"""Calculation sheets: they alone print how the sums came about."""

CLOSING = "D-60"
OF_AGREEMENT = frozenset(
    {
        *("D-30", "D-31", "D-40", "D-41", "D-42", "D-43", "D-44"),
        *("D-50", "D-51", "D-52", "D-53", "HS-25"),
    }
)
"""Forms that follow from an agreement; without one they are not offered."""
CHECKED = frozenset({"D-30"})
"""Forms that carry the journal's check code once they are issued: the agreement itself."""
APART = frozenset({"D-30", "D-31", "D-40", "D-41"})
"""Forms of a whole case that can be made for each worker apart."""

_EACH = (Per.PARTY, Per.APART)
"""For whom a form is made where each of them has to have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A form as offered for a case.

    `subjects` are the keys and names of those it is made for; `issued` counts what was issued;
    `lacking` are the parties who must get it and for whom it was not issued yet; `timely` says
    that it belongs to the stage where the case stands, `apart` that it can also be made for each
    worker as if there were no other. `in_force` says that it is the agreement in force, of which
    the issued paper was declared void.
    """

    code: str
    title: str
    subjects: tuple[tuple[str, str], ...]
    copies: int
    issued: int
    timely: bool
    lacking: tuple[tuple[str, str], ...] = ()
    apart: bool = False
    in_force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedPaper:
    """A paper ready to look at, the same words as .docx and as PDF.

    `missing` names the values that print as a blank line to write on, `copies` is how many are
    printed. A paper that was issued already has its `issued` key. `check` is the check code that an
    agreement carries once it is issued, and `checked` its PDF then; what is only a draft has none.
    """

    code: str
    title: str
    subject: str
    subject_label: str
    docx: bytes
    pdf: bytes
    missing: tuple[str, ...]
    copies: int = 1
    issued: int = 0
    template: str | None = None
    given: str = ""
    check: str = ""
    checked: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredForm:
    """A printed form of the register: its code, title and stages, for listing.

    Ours `stands_in` where others lay down the style of a form.
    """

    code: str
    title: str
    stages: tuple[str, ...]
    stands_in: bool = False


def register() -> tuple[RegisteredForm, ...]:
    """List the printed forms, those without a case last."""
    of_cases = tuple(
        RegisteredForm(
            code=form.code,
            title=form.title,
            stages=form.stage_labels,
        )
        for form in catalogue()
    )
    return of_cases + tuple(
        RegisteredForm(code=form.code, title=form.title, stages=(), stands_in=form.stands_in)
        for form in loose_forms()
    )


def offered(case: CaseFile, today: date) -> tuple[Offer, ...]:
    """Say which papers can be made of a case, those of its stage marked as timely.

    A form made for each hearing is offered once there is one, the agreement once it has terms.
    """
    found = []
    for form in catalogue():
        receiving = made_for(form, case, today)
        lacks_terms = form.code in OF_AGREEMENT and case.settlement is None
        lacks_hearing = form.per.value in ("hearing", "payment", "visit") and not receiving
        nothing_served = form.per is Per.SERVICE and not receiving
        if lacks_terms or lacks_hearing or not form.made_of(case, today):
            continue
        found.append(
            Offer(
                code=form.code,
                title=form.title,
                subjects=receiving,
                copies=form.copies.of(case),
                issued=sum(paper.form == form.code for paper in case.papers),
                timely=form.belongs_to(case.stage) and not nothing_served,
                lacking=outstanding(case, form.code, receiving) if form.per in _EACH else (),
                apart=form.code in APART and len(case.applicants) > 1,
                in_force=form.code == AGREEMENT and voided_in_force(case),
            )
        )
    return tuple(found)


def chosen(case: CaseFile, codes: Iterable[str], today: date) -> tuple[Offer, ...]:
    """Return the offers with these codes; `all` means every one that can be made."""
    wanted = list(codes)
    offers = {offer.code: offer for offer in offered(case, today)}
    if "all" in wanted:
        return tuple(offers.values())
    return tuple(offers[code] for code in wanted if form_of(code).code in offers)


Progress = Callable[[int, int], bool]
"""Told how much is done of how much; returns False to stop."""


def compose(
    desk: Desk,
    case_id: int,
    code: str,
    subject: str = "",
    progress: Progress = lambda _done, _total: True,
) -> ComposedPaper:
    """Make a paper from the case as it stands; nothing is saved.

    A stop is heard before the sums, before the form is filled, and before its pages are set.
    """
    desk.actor.require(Right.READ)
    _go_on(progress, 0)
    with desk.db.read() as session:
        case = cases.file(session, case_id)
    return compose_of(desk, case, code, subject, progress)


def compose_of(
    desk: Desk,
    case: CaseFile,
    code: str,
    subject: str = "",
    progress: Progress = lambda _done, _total: True,
) -> ComposedPaper:
    """Make a paper of a case that was just read, as one of many of the same case."""
    desk.actor.require(Right.READ)
    _go_on(progress, 0)
    awards = _awards(desk, case, code, subject)
    _go_on(progress, 1)
    with i18n.speaking(i18n.CHINESE):
        paper = forms.paper(
            code,
            case,
            desk.centre,
            subject=subject,
            on=desk.today(),
            nature=desk.option(BODY_NATURE),
            awards=awards,
            house=desk.law.house,
            own=desk.own_template(code),
            retention=closing.kept_for(desk, case).label,
            report=major_reports.typed(desk, case.id) if code == MAJOR_REPORT else UNTOLD,
            pages=_pages_in_dossier(desk, case) if code == CLOSING else None,
        )
    _go_on(progress, 2)
    check = journals.check_code(desk) if code in CHECKED else ""
    return ComposedPaper(
        code=paper.code,
        title=paper.title,
        subject=paper.subject,
        subject_label=paper.subject_label,
        docx=paper.docx,
        pdf=to_pdf(paper.docx, paper.title, paper.values),
        missing=paper.missing,
        copies=copies.wanted(desk, case, code, subject),
        template=template_digest(desk, code),
        given=paper.given,
        check=check,
        checked=to_pdf(_with_check(paper.docx, check), paper.title) if check else b"",
    )


def _pages_in_dossier(desk: Desk, case: CaseFile) -> int | None:
    from mediation_desk.services import dossier  # binds PDFs, which few papers need

    return dossier.pages_in(desk, case)


def _go_on(progress: Progress, done: int) -> None:
    if not progress(done, 3):
        raise Stopped


def _with_check(docx: bytes, check: str) -> bytes:
    """Return a paper with the check code at its foot (reliability.md P24)."""
    from mediation_desk.documents.check_line import with_check_line

    with i18n.speaking(i18n.CHINESE):
        return with_check_line(docx, _("Check code {code}").format(code=check))


def template_digest(desk: Desk, code: str) -> str:
    """Return the SHA-256 of the template that papers of a form are made from now."""
    desk.actor.require(Right.READ)
    template = desk.own_template(code) or template_path(form_of(code)).read_bytes()
    return hashlib.sha256(template).hexdigest()


def template_told(desk: Desk, paper: IssuedPaper) -> str:
    """Say from which template an issued paper was made, as far as it is known."""
    desk.actor.require(Right.READ)
    if paper.template is None:
        return _("its template was not recorded")
    with desk.db.read() as session:
        kept = house_forms.versions(session, paper.form)
    for version in kept:
        if version.sha256 == paper.template:
            return _("made from the centre's template of {day}").format(
                day=version.taken_at.astimezone(BEIJING).date().isoformat()
            )
    now = hashlib.sha256(template_path(form_of(paper.form)).read_bytes()).hexdigest()
    if now == paper.template:
        return _("made from our template")
    return _("made from an earlier template of ours")


def _awards(desk: Desk, case: CaseFile, code: str, subject: str) -> dict[claims.Asked, Award]:
    """Compute the sums that a form prints; most forms print none."""
    if code == claims.SHEET_OF_WORKER:
        return claims.awards(desk, case, {int(subject)} if subject.isdecimal() else None)
    return claims.awards(desk, case) if code == claims.SHEET_OF_CASE else {}


def issue(desk: Desk, case_id: int, version: int, paper: ComposedPaper) -> int:
    """Keep a paper as issued, with its content and digest (出具文书); returns its key.

    A paper that must reach somebody waits from then on to be served.
    """
    desk.actor.require(Right.ISSUE)
    return issue_all(desk, case_id, version, (paper,))[0]


def issue_all(
    desk: Desk, case_id: int, version: int, made: Sequence[ComposedPaper]
) -> tuple[int, ...]:
    """Keep several papers as issued in one act, which one undo takes back; return their keys."""
    desk.actor.require(Right.ISSUE)
    now = journals.check_code(desk) if any(paper.code in CHECKED for paper in made) else ""
    with on_case(desk, "issue", case_id, version) as (session, case):
        return tuple(_keep(desk, session, case, paper, now) for paper in made)


def _keep(desk: Desk, session: Session, case: CaseFile, paper: ComposedPaper, now: str) -> int:
    """Keep a paper; an agreement with the check code that it was printed with, or that of now."""
    checked = paper.code in CHECKED
    docx = _with_check(paper.docx, paper.check or now) if checked else paper.docx
    issued = IssuedPaper(
        form=paper.code,
        title=paper.title,
        subject=paper.subject_label,
        issued_on=desk.today(),
        issued_by=desk.actor.name,
        sha256=hashlib.sha256(docx).hexdigest(),
        template=paper.template,
    )
    key = store.add(session, case.id, issued, docx, paper.given)
    served = receivers(form_of(paper.code), case, paper.subject)
    serving.begin(session, case, key, paper.code, served, issued.issued_on)
    return key


def void(desk: Desk, case_id: int, version: int, paper_id: int, reason: str) -> None:
    """Declare an issued paper void (作废): it stays as it was, with its number and the reason.

    It counts for nothing any more: it is not served, calls nobody, and is bound into no dossier.
    """
    desk.actor.require(Right.ISSUE)
    require(reasons.problems("reason", reason, reasons.BRIEF))
    with (
        desk.correcting(reason),
        on_case(desk, "void_paper", case_id, version) as (session, case),
    ):
        if all(paper.id != paper_id for paper in case.papers):
            raise NotFound(_("This paper is not in the case, or it is void already."))
        hearings = {service.hearing_id for service in case.services if service.paper_id == paper_id}
        store.void(session, paper_id, desk.today(), desk.actor.name, reason.strip())
        serving.note_notices(session, case_id, hearings)


def given(desk: Desk, paper_id: int) -> tuple[tuple[str, str], ...] | None:
    """Return the values that an issued paper was made from, by name; None if not kept."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        kept = store.given(session, paper_id)
    return None if kept is None else tuple(_flat(kept))


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}·")
        elif isinstance(value, list | tuple):
            for number, one in enumerate(value, start=1):
                row = one if isinstance(one, Mapping) else {"": one}
                yield from _flat(row, f"{before}{name}{number}·")
        else:
            yield f"{before}{name}".rstrip("·"), _told(value)


def _told(value: object) -> str:
    """Say a value of a form as people read it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)


def again(desk: Desk, paper_id: int, title: str) -> tuple[bytes, bytes]:
    """Return an issued paper exactly as it was, as .docx and as PDF.

    One that is void says so across each page and at its head, in both.
    """
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        docx, void_on = store.content(session, paper_id), store.void_on(session, paper_id)
    pdf = to_pdf(docx, title, boxes=True)
    if void_on is None:
        return docx, pdf
    from mediation_desk.documents.binding import marked  # ReportLab, when wanted
    from mediation_desk.documents.void_mark import with_void_mark

    with i18n.speaking(i18n.CHINESE):
        word = _("VOID")
        told = _("This paper was declared void on {day}.").format(day=chinese_day(void_on))
        return with_void_mark(docx, word, told), marked(pdf, word, told)
