"""What an inspector would look for in a dossier, and what of it is there (procedure.md 5.9).

Each check is fulfilled or not; the score is the share of those that are. No rule weighs them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.circumstances import missing_signatures
from mediation_desk.domain.closing import gaps
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.hearing_rules import named
from mediation_desk.domain.materials import MaterialUse
from mediation_desk.domain.outstanding import OF_EACH_PARTY, outstanding
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class Fault(Term):
    """What is wrong where a check is not fulfilled."""

    MISSING = "missing", N_("Missing (dossier)")
    UNSIGNED = "unsigned", N_("Not signed")
    UNSERVED = "unserved", N_("Not served")
    ORDER = "order", N_("Out of order")
    UNCOMPARED = "uncompared", N_("Not compared (dossier)")
    OPEN = "open", N_("Not settled yet (dossier)")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it would find, the place of the case that mends it, and how it went."""

    fault: Fault
    text: str
    link: str
    fulfilled: bool


def checks(case: CaseFile, on: date = date.min) -> tuple[Check, ...]:
    """Look through the dossier of a case as it stands on a day."""
    return (*_present(case), *_signed(case), *_served(case), *_in_order(case), *_rest(case, on))


def score(found: tuple[Check, ...]) -> int:
    """Return the share of checks that are fulfilled, of a hundred, rounded down."""
    return 100 * sum(check.fulfilled for check in found) // len(found) if found else 100


def _wanted(case: CaseFile) -> Iterator[tuple[tuple[str, ...], MaterialUse | None, str]]:
    """Yield what a dossier must have: one of these forms, or a material of that use."""
    use = MaterialUse
    yield ("D-02", "D-03", "D-04"), use.APPLICATION, _("application or record of it")
    if case.agents:
        yield ("D-32",), use.AUTHORITY, _("powers of attorney")
    if case.representatives:
        yield ("D-33",), use.AUTHORITY, _("election of representatives")
    if case.accepted_on:
        yield ("D-10",), use.REPLY, _("inquiry whether mediation is wanted, or the reply")
        yield ("D-08",), None, _("notice of acceptance")
        yield ("D-11",), None, _("notice of rights and duties")
        yield ("D-13",), None, _("confirmation of the address for service")
        yield ("D-14",), None, _("notice of the mediator or panel")
    held = [h for h in case.hearings if h.status is HearingStatus.HELD]
    if held:
        yield ("D-17",), None, _("notice of the hearing")
        yield ("D-19",), None, _("record of mediation")
    if any(t.step is Step.EXTEND for t in case.steps):
        yield ("D-22",), None, _("consent to the extension")
    if any(m.use is use.EVIDENCE for m in case.materials):
        yield ("D-21",), None, _("list of evidence")
    if case.settlement and case.settlement.effective_on:
        yield ("D-30",), None, _("mediation agreement")
        yield ("D-50",), None, _("record of performance")
        if case.payments:
            yield ("D-51",), use.PERFORMANCE, _("receipts or other proof of performance")
        if case.visits:
            yield ("D-54",), None, _("record of the follow-up visit")
    if case.closed_on:
        yield ("D-60",), None, _("approval of closing")


_KEPT_AS_MATERIAL = "D-10"
"""Once a case is accepted nobody is asked any more: what came back is filed as a material."""

_MOST_NAMED = 3


def _present(case: CaseFile) -> Iterator[Check]:
    issued = {paper.form for paper in case.papers}
    signed = {m.form for m in case.materials if m.use is MaterialUse.SIGNED}
    uses = {m.use for m in case.materials}
    for forms, use, what in _wanted(case):
        if lacking := _without_their_own(case, forms):
            names = _(", ").join(name for _key, name in lacking[:_MOST_NAMED])
            if len(lacking) > _MOST_NAMED:
                names = _("{names} and others, {n} parties").format(names=names, n=len(lacking))
            text = _("{n} copies of the {what} are missing: for {names}.")
            told = text.format(what=what, n=len(lacking), names=names)
            link = f"papers/{forms[0]}:{lacking[0][0]}"
            yield Check(Fault.MISSING, told, link, fulfilled=False)
            continue
        there = bool((issued | signed) & set(forms)) or use in uses
        made_here = forms and forms[0] != _KEPT_AS_MATERIAL
        link = f"papers/{forms[0]}" if made_here else "materials/list"
        yield Check(Fault.MISSING, _("There is no {what}.").format(what=what), link, there)
    yield from _identified(case)
    for hearing in case.hearings:
        if hearing.status is HearingStatus.HELD:
            text = _("{hearing} has no record.").format(hearing=named(case, hearing))
            link = f"hearings/{hearing.id}"
            yield Check(Fault.MISSING, text, link, bool(hearing.record.strip()))


def _identified(case: CaseFile) -> Iterator[Check]:
    """Look whether each side gave in papers of its identity; one scan may hold several people's."""
    given = {m.side for m in case.materials if m.use is MaterialUse.IDENTITY}
    for side in Side:
        text = _("There are no identity papers of the {side}: file one for “{use}”.")
        told = text.format(side=side.label, use=MaterialUse.IDENTITY.label)
        there = side in given or None in given
        yield Check(Fault.MISSING, told, "materials/list", there)


def _without_their_own(case: CaseFile, forms: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the parties who lack a paper that each has for itself and others have already.

    Whose papers were scanned is not on record: as many scans as parties are everybody's.
    """
    code = forms[0] if forms else ""
    if code not in OF_EACH_PARTY or all(paper.form != code for paper in case.papers):
        return ()
    scanned = sum(m.use is MaterialUse.SIGNED and m.form == code for m in case.materials)
    if scanned >= len(case.addressed):
        return ()
    return outstanding(case, code, ((str(key), name) for key, name in case.addressed))


_TO_SIGN = {
    "D-30": N_("mediation agreement"),
    "D-19": N_("record of mediation"),
    "D-11": N_("notice of rights and duties"),
}
"""Papers that count with signatures: the file wants a signed original."""


def _signed(case: CaseFile) -> Iterator[Check]:
    issued = {paper.form for paper in case.papers}
    signed = {m.form for m in case.materials if m.use is MaterialUse.SIGNED}
    for form, what in _TO_SIGN.items():
        if form in issued | signed:
            text = _("The signed original is not in the file: {what}.").format(what=_(what))
            yield Check(Fault.UNSIGNED, text, "materials/list", form in signed)
    if case.settlement and case.settlement.effective_on:
        names = _(", ").join(missing_signatures(case))
        text = _("Not signed or sealed: {names}").format(names=names)
        yield Check(Fault.UNSIGNED, text, "agreement/signatures", not names)


def _served(case: CaseFile) -> Iterator[Check]:
    titles = case.paper_titles
    for service in case.services_that_count:
        told = {"paper": titles.get(service.paper_id, ""), "name": service.receiver}
        text = _("Not served yet: {paper}, to {name}").format(**told)
        if service.waiting or service.served_on:
            yield Check(Fault.UNSERVED, text, f"papers/service:{service.id}", not service.waiting)
        if service.served_on:
            text = _("No proof of service on file: {paper}, to {name}").format(**told)
            yield Check(
                Fault.UNSERVED, text, f"papers/service:{service.id}", service.receipt_on_file
            )


def _in_order(case: CaseFile) -> Iterator[Check]:
    """Look whether days follow one another as they must."""
    issued = {paper.id: paper for paper in case.papers}
    for service in case.services:
        if service.served_on and (paper := issued.get(service.paper_id)):
            told = {"paper": paper.title, "name": service.receiver}
            text = _("Served before it was issued: {paper}, to {name}").format(**told)
            fits = service.served_on >= paper.issued_on
            yield Check(Fault.ORDER, text, f"papers/service:{service.id}", fits)
    for form, day, before, text in _days(case):
        found = [paper.issued_on for paper in case.papers if paper.form == form]
        if day and found:
            fits = max(found) <= day if before else min(found) >= day
            yield Check(Fault.ORDER, text, f"papers/{form}", fits)
    for material in case.materials:
        if case.closed_on:
            text = _("“{name}” came after the closing: enter it in the register of supplements.")
            fits = material.received_on <= case.closed_on
            yield Check(Fault.ORDER, text.format(name=material.name), "papers/D-64", fits)


def _days(case: CaseFile) -> Iterator[tuple[str, date | None, bool, str]]:
    """Yield for forms the day before which, or from which on, they are issued."""
    held = [h.day for h in case.hearings if h.status is HearingStatus.HELD]
    agreed = case.settlement.effective_on if case.settlement else None
    yield "D-08", case.accepted_on, False, _("The notice of acceptance is older than it.")
    yield "D-17", max(held, default=None), True, _("A notice of hearing is younger than it.")
    yield "D-19", min(held, default=None), False, _("A record is older than its hearing.")
    yield "D-30", agreed, True, _("The agreement was issued after it took effect.")


def _rest(case: CaseFile, on: date) -> Iterator[Check]:
    """Look at evidence, and at what closing asks for besides papers and service."""
    for material in case.materials:
        if material.use is MaterialUse.EVIDENCE and not material.original:
            text = _("“{name}” was not compared with the original.").format(name=material.name)
            checked = material.checked_on is not None
            yield Check(Fault.UNCOMPARED, text, f"materials/list:{material.id}", checked)
    for gap in gaps(case, on=on):
        if not gap.link.startswith(("papers", "hearings")) and not gap.unsigned:
            fault = Fault.OPEN if gap.goes_on else Fault.MISSING
            yield Check(fault, gap.text, gap.link, fulfilled=False)
