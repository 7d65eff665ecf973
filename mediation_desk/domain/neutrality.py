"""Whether the people of the centre stand apart from the parties (中立性审查).

One person is not mediator and party, agent or witness in the same dispute
(最高人民法院关于人民法院特邀调解的规定第十五条、第十六条, by analogy).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediation_desk.domain.panel import Ruling
from mediation_desk.domain.stages import Step
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.domain.case import CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody named in a case, and as what: 李四, 申请人张三的委托代理人."""

    name: str
    phone: str = ""
    as_what: str
    case_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person whose neutrality is looked at: of the centre, or about to join a case."""

    name: str
    phone: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against somebody's neutrality.

    `certain` means that it shuts the person out: it is the same one, or was `recused` in the case.
    """

    name: str
    text: str
    certain: bool
    recused: bool = False


def people_of(case: "CaseFile") -> Iterator[Known]:
    """Name everybody on the parties' sides of a case, and as what they appear."""
    for applicant in case.applicants:
        person = applicant.person
        yield Known(name=person.name, phone=person.phone, as_what=_("worker"))
    respondent = case.respondent.employer
    if respondent.legal_representative:
        yield Known(
            name=respondent.legal_representative,
            phone=respondent.phone,
            as_what=_("legal representative of {name}").format(name=respondent.name),
        )
    for other in case.others:
        yield Known(name=other.name, phone=other.phone, as_what=other.role.label)
        if other.employer and other.employer.legal_representative:
            yield Known(
                name=other.employer.legal_representative,
                phone=other.employer.phone,
                as_what=_("legal representative of {name}").format(name=other.name),
            )
    for agent in case.agents:
        yield Known(
            name=agent.person.name,
            phone=agent.person.phone,
            as_what=_("agent of {name}").format(name=case.party_name(agent.party_id)),
        )


def employers_of(case: "CaseFile") -> tuple[str, ...]:
    """Name the employers among the parties."""
    others = (other.employer.name for other in case.others if other.employer)
    return (case.respondent.employer.name, *others)


def doubts(
    somebody: Somebody, case: "CaseFile", earlier: Iterable[Known] = ()
) -> tuple[Doubt, ...]:
    """Say what speaks against somebody mediating a case.

    `earlier` are the people of earlier cases of the same employers.
    """
    return tuple(dict.fromkeys(_doubts(somebody, case, earlier)))


def _doubts(somebody: Somebody, case: "CaseFile", earlier: Iterable[Known]) -> Iterator[Doubt]:
    name = somebody.name
    if name in recused(case):
        text = _(
            "{name} was recused in this case (最高人民法院关于人民法院特邀调解的规定第十五条)."
        )
        yield Doubt(name, text.format(name=name), certain=True, recused=True)
    for known in people_of(case):
        if known.name != name:
            continue
        if same_person(somebody, known):
            text = _("{name} is in this case as {what}, with the same telephone number.")
        else:
            text = _("{name} has the same name as somebody in this case: {what}.")
        yield Doubt(name, text.format(name=name, what=known.as_what), same_person(somebody, known))
    if somebody.organisation and somebody.organisation in employers_of(case):
        text = _("{name} belongs to {employer}, a party of this case.")
        yield Doubt(name, text.format(name=name, employer=somebody.organisation), False)
    for known in earlier:
        if known.name == name:
            text = _("{name} appears in {case} of the same employer as {what}.")
            yield Doubt(
                name, text.format(name=name, case=known.case_number, what=known.as_what), False
            )


def recused(case: "CaseFile") -> frozenset[str]:
    """Name those of the centre who were recused in a case, as it was decided last."""
    last = {r.person: r.ruling for r in case.recusals if r.ruling is not None}
    return frozenset(name for name, ruling in last.items() if ruling is Ruling.GRANTED)


def same_person(somebody: Somebody, known: Known) -> bool:
    """Say whether name and telephone number are the same."""
    return somebody.name == known.name and bool(somebody.phone) and somebody.phone == known.phone


def reason_given(case: "CaseFile") -> str:
    """Return why people took part in spite of doubts, as it was said last in the case."""
    told = (s.reason for s in reversed(case.steps) if s.step in (Step.OPEN, Step.ASSIGN))
    return next((reason for reason in told if reason.strip()), "")
