"""The printed forms of the centre (procedure.md 5.4), and where their templates are."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mediation_desk import paths
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.serving import Service, ServiceResult, latest
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class Per(Term):
    """For what a form is made once."""

    CASE = "case", N_("One for the case")
    PARTY = "party", N_("One for each party")
    HEARING = "hearing", N_("One for each hearing")
    SERVICE = "service", N_("One for each paper and receiver")


_APPLIED = frozenset({Stage.APPLIED, Stage.CONSENT})
_UNDER_WAY = frozenset(
    {Stage.ACCEPTED, Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING, Stage.SIGNING}
)
_AGREED = frozenset({Stage.SIGNING, Stage.EFFECTIVE, Stage.PERFORMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A printed form: its code in the register, its template, and when it is offered.

    `copies` tells how many originals to print for a case.
    """

    code: str
    slug: str
    name: str
    per: Per = Per.CASE
    stages: frozenset[Stage]
    copies: Callable[[CaseFile], int]

    @property
    def title(self) -> str:
        """The title in the language spoken here."""
        return _(self.name)


def _one(_case: CaseFile) -> int:
    return 1


def _each_party_and_file(case: CaseFile) -> int:
    return len(case.applicants) + 2


def _agreed_copies(case: CaseFile) -> int:
    return case.settlement.terms.copies if case.settlement else 3


_FORMS = (
    Form(
        code="D-02",
        slug="application",
        name=N_("Application for mediation of a labour dispute"),
        stages=_APPLIED | _UNDER_WAY,
        copies=lambda _case: 2,
    ),
    Form(
        code="D-08",
        slug="acceptance",
        name=N_("Notice of acceptance"),
        per=Per.PARTY,
        stages=_UNDER_WAY,
        copies=_each_party_and_file,
    ),
    Form(
        code="D-13",
        slug="address-confirmation",
        name=N_("Confirmation of the address for service"),
        per=Per.PARTY,
        stages=_APPLIED | _UNDER_WAY,
        copies=_one,
    ),
    Form(
        code="D-17",
        slug="notice",
        name=N_("Notice of mediation"),
        per=Per.PARTY,
        stages=frozenset({Stage.SCHEDULED, Stage.MEDIATING}),
        copies=_each_party_and_file,
    ),
    Form(
        code="D-18",
        slug="service-receipt",
        name=N_("Proof of service"),
        per=Per.SERVICE,
        stages=_UNDER_WAY | _AGREED,
        copies=_one,
    ),
    Form(
        code="D-19",
        slug="record",
        name=N_("Record of mediation"),
        per=Per.HEARING,
        stages=frozenset({Stage.SCHEDULED, Stage.MEDIATING, Stage.SIGNING}),
        copies=_one,
    ),
    Form(
        code="HS-01",
        slug="calculation",
        name=N_("Calculation sheet of claims"),
        stages=_APPLIED | _UNDER_WAY | _AGREED,
        copies=_one,
    ),
    Form(
        code="D-30",
        slug="agreement",
        name=N_("Mediation agreement of a labour dispute"),
        stages=_AGREED,
        copies=_agreed_copies,
    ),
)


def catalogue() -> tuple[Form, ...]:
    """Return every form, in the order of the register."""
    return _FORMS


def form_of(code: str) -> Form:
    """Return the form with that code."""
    for form in _FORMS:
        if form.code == code:
            return form
    raise NotFound(_("There is no form {code}.").format(code=code))


def subjects(form: Form, case: CaseFile) -> tuple[tuple[str, str], ...]:
    """Return for whom or what the form is made: key and label, none for one of the case."""
    if form.per is Per.PARTY:
        workers = ((str(worker.id), worker.person.name) for worker in case.applicants)
        return (*workers, (str(case.respondent.id), case.respondent.employer.name))
    if form.per is Per.HEARING:
        return tuple(
            (str(hearing.id), _("Hearing {number}").format(number=hearing.number))
            for hearing in case.hearings
        )
    if form.per is Per.SERVICE:
        return tuple((str(service.id), _served(case, service)) for service in _to_prove(case))
    return ()


def _to_prove(case: CaseFile) -> list[Service]:
    """Return the services that wait, or all of them when none does."""
    last = [s for s in latest(case.services) if s.result is not ServiceResult.DROPPED]
    return [service for service in last if service.waiting] or last


def _served(case: CaseFile, service: Service) -> str:
    titles = {paper.id: paper.title for paper in case.papers}
    return f"{service.receiver} · {titles.get(service.paper_id, '')}"


def template_path(form: Form, own: Path | None = None) -> Path:
    """Return the form's template: the centre's own copy wins over ours."""
    name = f"{form.slug}.docx"
    if own is not None and (own / name).is_file():
        return own / name
    return paths.forms() / name
