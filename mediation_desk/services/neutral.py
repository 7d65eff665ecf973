"""Refusing whom the law keeps apart: one person is not mediator and party in one dispute."""

from collections.abc import Iterable

from mediation_desk.domain import reasons
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, Invalid, Problem, require
from mediation_desk.domain.neutrality import Doubt, Known, Somebody, doubts, same_person
from mediation_desk.i18n import _
from mediation_desk.storage import centre
from mediation_desk.storage import people_around as store
from mediation_desk.storage.database import Session

RULE = "最高人民法院关于人民法院特邀调解的规定第十六条"


def somebody(user: User) -> Somebody:
    """Return a person of the desk as somebody whose neutrality is looked at."""
    return Somebody(name=user.name, phone=user.phone)


def of_the_centre(session: Session, case: CaseFile) -> tuple[Somebody, ...]:
    """Return everybody of the centre who takes part in a case."""
    keys = {officer.id for officer in (case.mediator, case.clerk) if officer}
    users = [somebody(user) for user in centre.users(session) if user.id in keys]
    panel = [Somebody(name=p.name, phone=p.phone, organisation=p.organisation) for p in case.panel]
    return tuple({person.name: person for person in (*panel, *users)}.values())


def found(session: Session, case: CaseFile, people: Iterable[Somebody]) -> tuple[Doubt, ...]:
    """Say what speaks against people mediating or recording a case."""
    asked = tuple(people)
    employer_ids = {case.respondent.employer_id, *(o.employer_id for o in case.others)} - {0}
    names = {person.name for person in asked}
    earlier = store.earlier(session, names, employer_ids, besides=case.id) if names else ()
    return tuple(doubt for person in asked for doubt in doubts(person, case, earlier))


def require_reason(
    session: Session, case: CaseFile, people: Iterable[Somebody], reason: str, field: str = "reason"
) -> str:
    """Ask why people take part in spite of doubts; return what is to be kept, empty without any."""
    doubted = found(session, case, people)
    if not doubted:
        return ""
    if not reason.strip():
        told = _("{doubts} Say why they take part all the same.").format(
            doubts=" ".join(dict.fromkeys(doubt.text for doubt in doubted))
        )
        raise Invalid([Problem(field, told)])
    require(reasons.problems(field, reason))
    return reason.strip()


def require_apart(case: CaseFile, people: Iterable[Somebody]) -> None:
    """Refuse people of the centre who are themselves in the case, or were recused in it."""
    certain = [doubt for person in people for doubt in doubts(person, case) if doubt.certain]
    if certain:
        same = () if all(doubt.recused for doubt in certain) else (_same(),)
        raise DeskError("\n".join((*(doubt.text for doubt in certain), *same)))


def require_stranger(session: Session, case: CaseFile, joining: Iterable[Known]) -> None:
    """Refuse to let somebody join a side who mediates, records or helps in the case."""
    people = of_the_centre(session, case)
    for known in joining:
        if any(same_person(person, known) for person in people):
            text = _("{name} takes part in this case for the centre.").format(name=known.name)
            raise DeskError(f"{text}\n{_same()}")


def _same() -> str:
    return _(
        "One person is not mediator and party, agent or witness in the same dispute ({rule})."
    ).format(rule=RULE)
