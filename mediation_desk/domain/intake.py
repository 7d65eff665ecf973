"""What must be right before an application is registered, and what may still be missing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mediation_desk.domain import identifiers, oral, referral
from mediation_desk.domain.case import Application, ApplicationForm, CaseFile, Source
from mediation_desk.domain.characters import wrong_in
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.people import IdKind, Person, Sex
from mediation_desk.i18n import _

MOST_APPLICANTS = 500
LONGEST_NAME = 50
LONGEST_COMPANY = 100
"""The names of employers in the lists and on the papers have room for so much."""
MOST_NAMED = 5
LONGEST_TEXT = 20_000
EARLIEST = date(1949, 1, 1)
MOST_WAGE = Decimal("10000000")


def problems(application: Application, today: date) -> tuple[Problem, ...]:
    """Return everything wrong with an application, with dotted field names."""
    return tuple(_application(application, today))


def _application(application: Application, today: date) -> Iterator[Problem]:
    if application.received_on > today:
        yield Problem("received_on", _("The day of receipt lies in the future."))
    if not application.cause:
        yield Problem("cause", _("Choose what the dispute is about."))
    if len(application.facts) > LONGEST_TEXT:
        yield Problem(
            "facts", _("Facts and reasons: at most {n} characters.").format(n=LONGEST_TEXT)
        )
    yield from referral.problems(
        application.source, application.referral, application.received_on, today
    )
    if application.form is ApplicationForm.ORAL:
        by_itself = application.referral is None
        day = application.received_on if by_itself else None
        yield from oral.problems(application.oral, today, day)
    yield from employer_problems(application.respondent, "respondent")
    if not application.applicants:
        yield Problem("applicants", _("Enter at least one worker."))
    if len(application.applicants) > MOST_APPLICANTS:
        yield Problem(
            "applicants",
            _("At most {n} workers in one case; divide the group.").format(n=MOST_APPLICANTS),
        )
    for index, applicant in enumerate(application.applicants):
        yield from applicant_problems(applicant, f"applicants.{index}", today)
    for index, text in repeated(application.applicants):
        yield Problem(f"applicants.{index}.person.id_number", text)


def repeated(applicants: Iterable[Applicant | None]) -> Iterator[tuple[int, str]]:
    """Find workers whose identity number another one before them has, with a sentence each."""
    seen: dict[str, str] = {}
    for index, applicant in enumerate(applicants):
        if applicant is None or not (number := applicant.person.id_number):
            continue
        name = applicant.person.name
        if number in seen:
            text = _("{name} has the same identity number as {other}.")
            yield index, text.format(name=name, other=seen[number])
        seen.setdefault(number, name)


def _name(name: str, field: str, too_long: str) -> Iterator[Problem]:
    longest = LONGEST_NAME if field.startswith("applicants") else LONGEST_COMPANY
    if not name.strip():
        yield Problem(field, _("The name is missing."))
    elif len(name) > longest:
        yield Problem(field, too_long.format(n=longest))
    if wrong := wrong_in(name, in_name=True):
        yield Problem(field, wrong)
    elif any(character in _LOST for character in name):
        yield Problem(
            field,
            _("A “?” stands for a character that was lost. Enter the name from the document."),
        )


_LOST = "?？\ufffd"
"""What a program writes for a character that its way of saving does not know."""


def employer_problems(employer: Employer, field: str) -> Iterator[Problem]:
    """Check an employer; an empty credit code is allowed, a wrong one needs a reason."""
    too_long = _("The name of an employer has at most {n} characters.")
    yield from _name(employer.name, f"{field}.name", too_long)
    if employer.credit_code:
        finding = identifiers.check_credit_code(employer.credit_code)
        if finding and (finding.fatal or not employer.code_note.strip()):
            yield Problem(f"{field}.credit_code", finding.text)


def applicant_problems(applicant: Applicant, field: str, today: date) -> Iterator[Problem]:
    """Check one worker with the facts of the employment and the claims."""
    yield from person_problems(applicant.person, f"{field}.person")
    yield from employment_problems(applicant.work, f"{field}.work", today)
    for claim in applicant.claims:
        if claim.claimed is not None and claim.claimed < 0:
            yield Problem(f"{field}.claims", _("An amount cannot be negative."))


def person_problems(person: Person, field: str) -> Iterator[Problem]:
    """Check a person; an identity number may be missing, a wrong one needs a reason."""
    too_long = _("A name has at most {n} characters.")
    yield from _name(person.name, f"{field}.name", too_long)
    if person.id_kind is IdKind.RESIDENT and person.id_number:
        finding = identifiers.check_resident_id(person.id_number)
        if finding and (finding.fatal or not person.id_note.strip()):
            yield Problem(f"{field}.id_number", finding.text)


def employment_problems(work: Employment, field: str, today: date) -> Iterator[Problem]:
    """Check the facts that sums are computed from."""
    if work.hired_on and work.hired_on > today:
        yield Problem(f"{field}.hired_on", _("The day of joining lies in the future."))
    if work.left_on and work.left_on > today:
        yield Problem(f"{field}.left_on", _("The last day worked lies in the future."))
    for name, day in (("hired_on", work.hired_on), ("left_on", work.left_on)):
        if day and day < EARLIEST:
            text = {
                "hired_on": _("The day of joining, {day}: please check the year."),
                "left_on": _("The last day worked, {day}: please check the year."),
            }[name]
            yield Problem(f"{field}.{name}", text.format(day=day.isoformat()))
    if work.hired_on and work.left_on and work.left_on < work.hired_on:
        yield Problem(f"{field}.left_on", _("The last day worked lies before the day of joining."))
    for name in ("average_wage", "contribution_wage", "arrears"):
        yield from _amount(getattr(work, name), f"{field}.{name}")
    if work.average_wage is not None and work.average_wage == 0:
        yield Problem(f"{field}.average_wage", _("The average wage cannot be zero."))
    if work.injury_grade is not None and not 1 <= work.injury_grade <= 10:
        yield Problem(f"{field}.injury_grade", _("A disability grade is a number from 1 to 10."))
    if work.injury_grade is not None and not work.injured:
        yield Problem(
            f"{field}.injured", _("A disability grade is given, but no work injury is ticked.")
        )


def _amount(amount: Decimal | None, field: str) -> Iterator[Problem]:
    if amount is None:
        return
    if not amount.is_finite() or amount < 0:
        yield Problem(field, _("An amount cannot be negative."))
    elif amount > MOST_WAGE:
        yield Problem(
            field, _("This amount is too large: more than {n} yuan.").format(n=f"{MOST_WAGE:,}")
        )
    elif amount != amount.quantize(Decimal("0.01")):
        yield Problem(field, _("An amount has at most two decimals."))


def missing(application: Application) -> tuple[str, ...]:
    """Name what may follow later but is still missing, for the clerk to see."""
    return tuple(_missing(application))


def lacks(case: CaseFile) -> tuple[str, ...]:
    """Name what is still missing in a case."""
    return missing(
        Application(
            received_on=case.received_on,
            respondent=case.respondent.employer,
            applicants=case.applicants,
            cause=case.cause,
            facts=case.facts,
            form=case.form,
            signed=case.signed,
        )
    )


def _missing(application: Application) -> Iterator[str]:
    respondent = application.respondent
    if not respondent.credit_code:
        yield _("Respondent's credit code")
    if not respondent.address:
        yield _("Respondent's address")
    if not respondent.legal_representative:
        yield _("Respondent's legal representative")
    lackings: tuple[tuple[str, Callable[[Applicant], bool]], ...] = (
        (_("Identity number"), lambda a: not a.person.id_number),
        (_("Telephone"), lambda a: not a.person.phone),
        (_("Address"), lambda a: not a.person.address),
        (_("Day of joining"), lambda a: a.work.hired_on is None),
        (_("Last day worked"), lambda a: a.work.left_on is None),
        (_("Average wage"), lambda a: a.work.average_wage is None),
        (_("Claims"), lambda a: not a.claims),
    )
    for label, lacking in lackings:
        names = [a.person.name for a in application.applicants if lacking(a)]
        if names:
            yield _("{what}: {names}").format(what=label, names=_some(names))
    if not application.facts.strip():
        yield _("Facts and reasons")
    if unsigned(application):
        yield _("Signature or seal on the application")


def unsigned(told: Application | CaseFile) -> bool:
    """Say whether a written application came in without a signature or seal.

    Where the centre opens the mediation itself nobody applies (企业劳动争议协商调解规定第二十三条).
    """
    written = told.form is ApplicationForm.WRITTEN and told.source is not Source.OWN_MOTION
    return written and told.signed is False


def _some(names: list[str]) -> str:
    """Name the first few, and say how many there are in all."""
    if len(names) <= MOST_NAMED:
        return _(", ").join(names)
    return _("{names} and others, {n} in all").format(
        names=_(", ").join(names[:MOST_NAMED]), n=len(names)
    )


def completed(application: Application) -> Application:
    """Fill in what follows from what was typed: sex and birthday from the identity number."""
    return replace(
        application, applicants=tuple(completed_applicant(a) for a in application.applicants)
    )


def completed_applicant(applicant: Applicant) -> Applicant:
    """Fill in one worker's sex and birthday from the identity number."""
    person = applicant.person
    if person.id_kind is not IdKind.RESIDENT or not person.id_number:
        return applicant
    if (finding := identifiers.check_resident_id(person.id_number)) and finding.fatal:
        return applicant
    number = person.id_number
    person = replace(
        person,
        born_on=person.born_on or identifiers.born_of(number),
        sex=person.sex or Sex.of(identifiers.sex_of(number)),
    )
    return replace(applicant, person=person)


def kinds_told(work: Employment) -> frozenset[ClaimKind]:
    """Return the kinds of claim that somebody told: wages that are missing, an injury.

    That an employment ended is no claim of compensation for it: what may be claimed besides is
    only suggested, and the applicant says so.
    """
    told = {ClaimKind.WAGE_ARREARS} if work.arrears else set[ClaimKind]()
    return frozenset(told | ({ClaimKind.INJURY_DISABILITY} if work.injured else set()))


def claims_from_facts(work: Employment) -> tuple[Claim, ...]:
    """Propose the claims that the facts suggest; the clerk adds and removes."""
    kinds = []
    if work.arrears:
        kinds.append(ClaimKind.WAGE_ARREARS)
    if work.left_on:
        kinds.append(ClaimKind.SEVERANCE)
        if not work.unemployment_insured:
            kinds.append(ClaimKind.UNEMPLOYMENT_LOSS)
    if work.injured:
        kinds.append(ClaimKind.INJURY_DISABILITY)
    return tuple(Claim(kind=kind) for kind in kinds)
