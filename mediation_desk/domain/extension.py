"""How long the mediation may be extended (延期调解, T17), and what is said of a day typed."""

from collections.abc import Iterator
from datetime import date, timedelta

from mediation_desk.domain.case import CaseFile, ClockState
from mediation_desk.domain.circumstances import LONGER_THAN_CAP
from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _

CAP = timedelta(days=15)
"""The longest extension for new forms of employment (人社厅发〔2024〕4号)."""


def problems(case: CaseFile, until: date | None) -> Iterator[Problem]:
    """Find that a new last day is none, or lies beyond what may be agreed."""
    running, latest = _running(case), _latest(case)
    if until is None or running is None:
        return
    if until <= running:
        text = _("The new last day must lie after {day}.")
        yield Problem("until", text.format(day=running.isoformat()))
    if latest is not None and until > latest:
        text = _("In disputes of new forms of employment the extension has at most 15 days: {day}.")
        yield Problem("until", f"{text.format(day=latest.isoformat())}（人社厅发〔2024〕4号）")


def told(case: CaseFile, until: date | None) -> str:
    """Say how long the law lets the sides extend, and by how many days they do.

    企业劳动争议协商调解规定第二十九条 asks for the consent of both and names no longest.
    """
    running, latest = _running(case), _latest(case)
    if latest is not None:
        text = _("At most 15 days, to {day} ({rule}).")
        limit = text.format(day=latest.isoformat(), rule="人社厅发〔2024〕4号")
    else:
        text = _("How long is for both sides to agree; the rule names no longest ({rule}).")
        limit = text.format(rule="企业劳动争议协商调解规定第二十九条")
    if until is None or running is None or until <= running:
        return limit
    longer = _("{n} days longer than {day}.").format(
        n=(until - running).days, day=running.isoformat()
    )
    return f"{longer}{limit}"


def _running(case: CaseFile) -> date | None:
    """Return the last day as it stands now, extensions among them."""
    kept = (c for c in case.clocks if c.kind in ("DL04", "DL05"))
    return max((c.raw_due for c in kept if c.state is not ClockState.VOID), default=None)


def _latest(case: CaseFile) -> date | None:
    """Return the last day to which new forms of employment may be extended; others have none."""
    if case.cause not in LONGER_THAN_CAP:
        return None
    first = min((c.raw_due for c in case.clocks if c.kind == "DL04"), default=None)
    return first + CAP if first is not None else None
