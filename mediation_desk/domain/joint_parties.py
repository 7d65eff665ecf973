"""Who else belongs into a case (共同当事人): hints from the employer's state and the chain."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mediation_desk.domain.employer import Employer, EmployerState
from mediation_desk.domain.other_parties import BUILDERS, OWNERS, Capacity
from mediation_desk.domain.representatives import FEWEST, MOST
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.domain.case import CaseFile

_GONE = frozenset({EmployerState.OUT_OF_BUSINESS, EmployerState.REVOKED, EmployerState.STRUCK_OFF})


def employers(case: "CaseFile") -> tuple[Employer, ...]:
    """Return the employers of a case, the respondent first."""
    return (case.respondent.employer, *(o.employer for o in case.others if o.employer))


def capacities(case: "CaseFile") -> frozenset[Capacity]:
    """Return as what the employers and persons of a case stand."""
    found = {case.respondent.capacity, *(other.capacity for other in case.others)}
    return frozenset(capacity for capacity in found if capacity is not None)


def missing_parties(case: "CaseFile") -> tuple[str, ...]:
    """Say who may be missing among the parties, each with its article (V18)."""
    standing = capacities(case)
    return (
        *(text for employer in employers(case) for text in _of_state(employer, standing)),
        *_of_dispatch(standing),
        *_of_building(case, standing),
    )


def hints(case: "CaseFile") -> tuple[str, ...]:
    """Say what deserves a look among the people of a case."""
    return (*missing_parties(case), *_of_group(case), *_of_both_sides(case))


def _of_state(employer: Employer, standing: frozenset[Capacity]) -> Iterator[str]:
    name, state = employer.name, employer.state
    if state in _GONE and not standing & OWNERS:
        yield _(
            "{name}: {state}. The investor, founding unit or competent authority is a joint party"
            " (劳动人事争议仲裁办案规则第六条); none is named yet."
        ).format(name=name, state=state.label)
    if state is EmployerState.RESTRUCTURED and Capacity.SUCCESSOR not in standing:
        yield _(
            "{name}: {state}. After a merger or division the successor is the party"
            " (最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第二十六条);"
            " none is named yet."
        ).format(name=name, state=state.label)
    if state is EmployerState.BANKRUPT and Capacity.ADMINISTRATOR not in standing:
        yield _(
            "{name}: {state}. Claims are listed by the administrator, who is not named yet"
            " (to be checked with counsel)."
        ).format(name=name, state=state.label)
    if state is EmployerState.OUT_OF_REACH:
        yield _(
            "{name}: {state}. A payment order needs a debtor who can be served"
            " (最高人民法院关于适用《民事诉讼法》的解释第四百二十七条)."
        ).format(name=name, state=state.label)


def _of_dispatch(standing: frozenset[Capacity]) -> Iterator[str]:
    pair = {Capacity.DISPATCHER, Capacity.USER}
    if len(standing & pair) == 1:
        [missing] = pair - standing
        yield _(
            "Dispatch agency and user unit are joint parties (劳动争议调解仲裁法第二十二条);"
            " not named yet: {who}."
        ).format(who=missing.label)


def _of_building(case: "CaseFile", standing: frozenset[Capacity]) -> Iterator[str]:
    if standing & BUILDERS and Capacity.GENERAL_CONTRACTOR not in standing:
        yield _(
            "The general contractor pays first what subcontractors owe in wages"
            " (保障农民工工资支付条例第三十条); none is named yet."
        )
    heads = [o for o in case.others if o.capacity is Capacity.GENERAL_CONTRACTOR]
    if heads and standing & BUILDERS and not any(head.duty for head in heads):
        yield _(
            "The general contractor pays first what subcontractors owe in wages"
            " (保障农民工工资支付条例第三十条); let it sign the clause of the agreement."
        )
    if Capacity.FOREMAN in standing:
        yield _(
            "Work was passed on to a person: the unit that passed it on answers for the wages"
            " (保障农民工工资支付条例第三十六条); the worker may ask to confirm it as the"
            " responsible unit (最高人民法院关于审理劳动争议案件适用法律问题的解释（二）"
            "第一条、第二条)."
        )
    if Capacity.LENDER_OF_NAME in standing:
        yield _(
            "The unit under whose licence others work may be confirmed as the responsible unit"
            " (最高人民法院关于审理劳动争议案件适用法律问题的解释（二）第一条、第二条)."
        )


def _of_group(case: "CaseFile") -> Iterator[str]:
    if case.is_group and not case.representatives:
        yield _(
            "With {n} workers, {fewest} to {most} representatives may be elected"
            " (劳动争议调解仲裁法第七条、劳动人事争议仲裁办案规则第六十三条)."
        ).format(n=len(case.applicants), fewest=FEWEST, most=MOST)


def _of_both_sides(case: "CaseFile") -> Iterator[str]:
    employed = {case.respondent.id, *(o.id for o in case.others if o.side is Side.RESPONDENT)}
    named: dict[str, set[bool]] = {}
    for agent in case.agents:
        named.setdefault(agent.person.name, set()).add(agent.party_id in employed)
    for name, sides in named.items():
        if len(sides) > 1:
            yield _("{name} acts for both sides.").format(name=name)
