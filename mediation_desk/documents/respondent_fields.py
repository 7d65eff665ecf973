"""What papers say of several respondents: how each answered, who takes no part, what is open."""

from datetime import date

from mediation_desk.documents import words
from mediation_desk.domain.case import CaseFile, Consent
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.respondents import Inquiry, Reply, inquiries, not_taking_part, several
from mediation_desk.domain.routing import Route, routes_for


def all_asked(case: CaseFile) -> tuple[Inquiry, ...]:
    """Return every respondent who was asked apart from others; none where there is only one."""
    out = not_taking_part(case)
    return (*inquiries(case), *out) if out or several(case) else ()


def without_consent(case: CaseFile, on: date) -> tuple[Inquiry, ...]:
    """Return those of several respondents who do not agree; once accepted, who takes no part."""
    if case.accepted_on is not None:
        return not_taking_part(case)
    return tuple(one for one in all_asked(case) if one.reply(on) is not Reply.AGREES)


def names(some: tuple[Inquiry, ...]) -> str:
    """Name respondents one after the other."""
    return words.joined(one.name for one in some)


def answered(answer: Consent, note: str = "") -> str:
    """Say when, by whom and how somebody declined, and why."""
    by = f"由{answer.by}" if answer.by else ""
    said = note or answer.note
    reason = f"，理由：{words.as_clause(said)}" if said.strip() else ""
    return (
        f"于{chinese_day(answer.given_on)}{by}以“{answer.manner.label}”方式表示不同意调解{reason}"
    )


def told(some: tuple[Inquiry, ...], on: date) -> str:
    """Say of respondents who do not agree how each answered, or that it did not."""
    return "；".join(_told(one, on) for one in some)


def _told(one: Inquiry, on: date) -> str:
    reply = one.reply(on)
    if reply is Reply.DECLINES:
        return f"{one.name}{answered(one.answers[-1])}"
    if reply is Reply.SILENT and one.until is not None:
        return f"{one.name}在{chinese_day(one.until)}前的答复期限内未作答复"
    return f"{one.name}经征询，至{chinese_day(on)}未作答复"


def staying_out(case: CaseFile) -> str:
    """Say for the notice of acceptance who takes no part, and how each answered."""
    return told(not_taking_part(case), case.accepted_on) if case.accepted_on else ""


_BESIDE = frozenset({"inspection", "court"})
"""Bodies to which a worker can turn beside arbitration."""


def other_ways(case: CaseFile) -> list[str]:
    """Return the ways beside arbitration that the routing table has for a cause."""
    return [_way(route) for route in routes_for(case.cause) if _open(route)]


def _open(route: Route) -> bool:
    return not route.ground and route.body in _BESIDE


def _way(route: Route) -> str:
    return f"{route.situation}的，可以{route.route}（{route.basis}）。"
