"""The validator of agreements (procedure.md 5.8): what blocks one, and what deserves a warning."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from mediation_desk.domain import originals
from mediation_desk.domain.agreement_days import missing_days
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.circumstances import STATUS_CAUSES
from mediation_desk.domain.claims import ZERO, Applicant, ClaimKind
from mediation_desk.domain.deadlines import Calendar, on_or_after
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.insurance_waivers import void_promise, waives_insurance
from mediation_desk.domain.joint_parties import missing_parties
from mediation_desk.domain.money import figures
from mediation_desk.domain.remedies import PAYMENT_ORDER
from mediation_desk.domain.settlement import Money, Terms
from mediation_desk.i18n import _

HALF_YEAR = timedelta(days=183)
MOST_NAMED = 8
"""So many workers are named in a sentence; the others are counted."""

_PLAIN_WAIVERS = ("放弃", "自愿不缴", "不再缴纳", "免除", "不予缴纳")
_RELATION = "劳动关系"
_CONFIRMING = ("确认", "存在", "成立", "建立", "认定")
_SENTENCE = re.compile(r"[。；;！？\n]")


def blocking(case: CaseFile, terms: Terms, agreed_on: date) -> Iterator[Problem]:
    """Find what an agreement must not have (✖ V2–V4, V6, V9)."""
    if not terms.money:
        yield Problem(
            "money",
            _(
                "No sum is agreed for anyone yet, so there is nothing to save: enter the agreed"
                " sums under “Claims and sums” first."
            ),
        )
    known = {applicant.id for applicant in case.applicants}
    for index, row in enumerate(terms.money):
        yield from _row(row, f"money.{index}", known, agreed_on)
    if case.accepted_on and agreed_on < case.accepted_on:
        yield Problem("agreed_on", _("The agreement cannot be older than acceptance."))
    yield from _due_days(terms.money)
    yield from _sums(case, terms.money)
    yield from (Problem(field, _void()) for field, clause in _waivers(terms) if _plainly(clause))
    yield from _copies(case, terms)


def _waivers(terms: Terms) -> Iterator[tuple[str, str]]:
    """Yield the clauses that give up social insurance, each with its field."""
    for field, clause in (("breach", terms.breach), ("other", terms.other)):
        if waives_insurance(clause):
            yield field, clause


def _void() -> str:
    return _(
        "A clause that waives social insurance is void"
        " (最高人民法院关于审理劳动争议案件适用法律问题的解释（二）第十九条)."
    )


def _copies(case: CaseFile, terms: Terms) -> Iterator[Problem]:
    """One original for each side, one for every other party who signs, one for the centre."""
    least = originals.least(case)
    if terms.copies >= least:
        return
    if originals.beside(case) and terms.copies >= 3:
        text = _("{n} originals at least: every party who signs gets one.").format(n=least)
        yield Problem("copies", text + "（人民调解法第二十九条）")
    else:
        text = _("Three originals at least: one for each side and one for the centre")
        yield Problem("copies", text + "（企业劳动争议协商调解规定第二十六条）")


def _row(row: Money, field: str, known: set[int], agreed_on: date) -> Iterator[Problem]:
    if row.party_id not in known:
        yield Problem(field, _("This row names nobody of the case."))
    if row.amount <= 0:
        yield Problem(f"{field}.amount", _("An amount must be above zero."))
    elif row.amount != row.amount.quantize(Decimal("0.01")):
        yield Problem(f"{field}.amount", _("An amount has at most two decimals."))
    if row.due_on < agreed_on:
        yield Problem(
            f"{field}.due_on",
            _("The due day of instalment {n} lies before the agreement.").format(n=row.instalment),
        )


def _due_days(money: tuple[Money, ...]) -> Iterator[Problem]:
    days: dict[int, date] = {}
    for row in money:
        if days.setdefault(row.instalment, row.due_on) != row.due_on:
            text = _("Instalment {n} has more than one due day.").format(n=row.instalment)
            yield Problem("money", text)
            return
    ordered = [days[instalment] for instalment in sorted(days)]
    if ordered != sorted(ordered):
        yield Problem("money", _("The due days of the instalments are not in order."))


def _sums(case: CaseFile, money: tuple[Money, ...]) -> Iterator[Problem]:
    """The rows of a worker's item add up to the agreed sum in the grid (V2)."""
    written: dict[tuple[int, ClaimKind], Decimal] = {}
    for row in money:
        written[row.party_id, row.kind] = written.get((row.party_id, row.kind), ZERO) + row.amount
    for applicant in case.applicants:
        for claim in applicant.claims:
            agreed = claim.agreed or ZERO
            rows = written.pop((applicant.id, claim.kind), ZERO)
            if rows != agreed:
                yield Problem(
                    "money",
                    _("{name}, {item}: the rows add up to {rows}, agreed are {agreed}.").format(
                        name=applicant.person.name,
                        item=claim.kind.label,
                        rows=figures(rows),
                        agreed=figures(agreed),
                    ),
                )
    for party_id, kind in written:
        if any(applicant.id == party_id for applicant in case.applicants):
            yield Problem(
                "money",
                _("{name} makes no claim for {item}.").format(
                    name=case.party_name(party_id), item=kind.label
                ),
            )


def _plainly(clause: str) -> bool:
    """Say whether words that give up insurance do so in so many words; others are pointed out."""
    return any(waiver in clause for waiver in _PLAIN_WAIVERS)


def may_confirm_status(clause: str) -> bool:
    """Say whether a sentence may confirm an employment relationship; a reader decides it."""
    return any(
        _RELATION in sentence and any(word in sentence for word in _CONFIRMING)
        for sentence in _SENTENCE.split(clause)
    )


def _status(case: CaseFile, terms: Terms) -> Iterator[Problem]:
    """Tell that what confirms an employment relationship is not reviewed (V10)."""
    clauses = (terms.other, terms.breach, *(duty.text for duty in case.duties))
    if case.cause not in STATUS_CAUSES and not any(may_confirm_status(c) for c in clauses):
        return
    text = _(
        "What confirms an employment relationship is not reviewed by arbitration"
        " (劳动人事争议仲裁办案规则第七十五条), and a court confirms only what is to be paid under"
        " it (最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第五十二条). Consider two"
        " agreements, one on the relationship and one on the money."
    )
    yield Problem("other", text)


def cautions(case: CaseFile, terms: Terms, today: date, calendar: Calendar) -> Iterator[Problem]:
    """Find what deserves a second look (⚠ V10, V13–V19; days left blank), void clauses first.

    A clause that is void in so many words blocks the agreement too; here it is told as it is typed.
    """
    for field, clause in _waivers(terms):
        yield Problem(field, _void() if _plainly(clause) else void_promise())
    yield from _status(case, terms)
    yield from (Problem("parties", text) for text in missing_parties(case))
    yield from missing_days(case, terms)
    if any(hearing.status is HearingStatus.UNDER_WAY for hearing in case.hearings):
        yield Problem("agreed_on", _("The end of the hearing has not been entered yet."))
    for part, day in sorted({(row.instalment, row.due_on) for row in terms.money}):
        rolled = on_or_after(day, calendar)
        if rolled != day:
            told = _(
                "Instalment {n} is due on {day}, a day off: payment is in time until {rolled}."
            ).format(n=part, day=day.isoformat(), rolled=rolled.isoformat())
            known = calendar.known(day.year) and calendar.known(rolled.year)
            yield Problem("money", told if known else f"{told}{_(' (provisional)')}")
    bound = {row.party_id for row in terms.money}
    if left := [a.person.name for a in case.applicants if bound and a.id not in bound]:
        text = _(
            "Not in the agreement, so not bound by it: {names}. Once it is in effect, write down"
            " how the mediation ended for them, and tell them that arbitration is open."
        )
        told = text.format(names=_(", ").join(left))
        yield Problem("money", f"{told}（企业劳动争议协商调解规定第三十条）")
    if terms.money and max(row.due_on for row in terms.money) > today + HALF_YEAR:
        yield Problem("money", _("The last instalment is more than six months away."))
    if not terms.breach.strip():
        told = _("There is no clause for late payment.")
        if len({row.instalment for row in terms.money}) > 1:
            told += _(" The text says only that all that is unpaid becomes due at once.")
        yield Problem("breach", told)
    yield from _outside_payment_order(terms.money)
    inside = [a for a in case.applicants if not bound or a.id in bound]
    yield from _below_the_law(inside)
    for applicant in inside:
        if applicant.work.injured and applicant.work.injury_grade is None:
            yield Problem(
                "money",
                _("{name}: the injury is settled before the grade is known.").format(
                    name=applicant.person.name
                ),
            )


def _outside_payment_order(money: tuple[Money, ...]) -> Iterator[Problem]:
    outside = {row.kind for row in money} - PAYMENT_ORDER
    if outside:
        yield Problem(
            "money",
            _("No payment order for: {items}").format(
                items=_(", ").join(kind.label for kind in ClaimKind if kind in outside)
            )
            + "（劳动争议调解仲裁法第十六条）",
        )


def _below_the_law(workers: Iterable[Applicant]) -> Iterator[Problem]:
    named = _("{name} ({items})")
    below = [
        named.format(name=applicant.person.name, items=_(", ").join(items))
        for applicant in workers
        if (items := tuple(_items_below(applicant)))
    ]
    if below:
        text = _("Agreed below what the law gives, item by item: {names}")
        names = _("; ").join(below[:MOST_NAMED])
        if (more := len(below) - MOST_NAMED) > 0:
            names = _("{names} and {n} more").format(names=names, n=more)
        yield Problem("money", text.format(names=names))


def _items_below(applicant: Applicant) -> Iterator[str]:
    """Name the items of a worker whose agreed sum lies below the law's; none agreed is nothing.

    Of a sum that is not settled it is said that it is none the law gives yet.
    """
    for claim in applicant.claims:
        if claim.entitled is None or claim.apart:
            continue
        if (claim.agreed or ZERO) < claim.entitled:
            waits = _("{item} not settled yet").format(item=claim.kind.label)
            yield waits if claim.reason else claim.kind.label
