"""Who was asked in an inquiry: a party or an agent whom the case knows, or somebody else."""

from collections.abc import Iterator

from mediation_desk.documents.occasion import Values
from mediation_desk.documents.party_fields import role_of
from mediation_desk.documents.people_fields import tick
from mediation_desk.domain.ages import age
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.people import Person
from mediation_desk.domain.step_facts import StepTaken

_Known = tuple[Person, str, str]
"""A person, what the person is to the case, and where the person works."""


def known_to_the_case(case: CaseFile, asked: StepTaken | None) -> Values:
    """Return what is known of the one person of the case whom an inquiry names, else room for it.

    Where several could be meant nobody is guessed.
    """
    found = [one for one in _people(case) if asked and one[0].name in asked.body]
    person, role, unit = found[0] if len(found) == 1 else (None, "", "")
    sex = person.sex.label if person and person.sex else ""
    born = person.born_on if person else None
    years = f"{age(born, asked.day)}岁" if born and asked else ""
    return {
        "性别年龄": "，".join(filter(None, (sex, years))),
        "联系电话": person.phone if person else "",
        "证件号码": person.id_number if person else "",
        "单位职务": unit,
        "住所": person.address if person else "",
        "关系": f"□无利害关系　□职工　□近亲属　{tick(bool(role), '其他')}：{role}",
    }


def _people(case: CaseFile) -> Iterator[_Known]:
    employer = case.respondent.employer.name
    for worker in case.applicants:
        unit = " ".join(filter(None, (employer, worker.work.post.strip())))
        yield worker.person, role_of(case, worker.id), unit
    for agent in case.agents:
        yield agent.person, f"{case.party_name(agent.party_id)}的委托代理人", agent.firm
    for other in case.others:
        if other.person is not None:
            yield other.person, role_of(case, other.id), ""
