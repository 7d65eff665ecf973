"""The reasoning of a limitation as steps, articles and warnings, to be read out and printed."""

from collections.abc import Iterator
from datetime import date

from mediation_desk.domain.limitation import ARTICLE_27, MOMENTS_31, RULES_27, Effect, Moment
from mediation_desk.domain.working_days import add_years
from mediation_desk.i18n import _
from mediation_desk.law.award import Step
from mediation_desk.law.limitation import CIVIL_201_203, RISK_DAYS
from mediation_desk.law.time_bar import Link, Period, Run, TimeBar, Verdict

DEFENCE = "最高人民法院关于审理劳动争议案件适用法律问题的解释（二）第二十条"


def steps(bar: TimeBar) -> tuple[Step, ...]:
    """Return the calculation line by line."""
    return tuple(_steps(bar))


def articles(bar: TimeBar) -> tuple[str, ...]:
    """Return the articles that the calculation rests on."""
    found = [ARTICLE_27, RULES_27, CIVIL_201_203]
    if any(m.kind.effect is Effect.ARGUED for m in bar.question.moments):
        found.insert(2, MOMENTS_31)
    return (*found, DEFENCE)


def warnings(bar: TimeBar) -> tuple[str, ...]:
    """Return what the mediator must bear in mind."""
    return tuple(_warnings(bar))


def _steps(bar: TimeBar) -> Iterator[Step]:
    if bar.begin is None or bar.conservative is None or bar.argued is None:
        yield _without_year(bar)
        return
    yield _beginning(bar, bar.begin)
    for moment in sorted(bar.question.moments, key=lambda m: (m.day, m.id)):
        if moment.kind.effect is Effect.SUSPENDS:
            yield _obstacle(moment)
        elif link := _link_of(bar, moment):
            yield _link(link, argued=link not in bar.conservative.links)
    yield _last(_("Last day, conservatively"), bar.conservative)
    if bar.argued.due != bar.conservative.due:
        yield _last(_("Last day, as argued"), bar.argued)


def _link_of(bar: TimeBar, moment: Moment) -> Link | None:
    """Return how a moment counted: conservatively where it does, else as argued."""
    runs = (run for run in (bar.conservative, bar.argued) if run is not None)
    links = [link for run in runs for link in run.links if link.moment is moment]
    return next((link for link in links if link.counted), links[0] if links else None)


def _obstacle(moment: Moment) -> Step:
    expression = moment.day.isoformat()
    if moment.until is None:
        expression += " " + _("still stands")
        result = _("suspended")
    else:
        expression += " " + _("to {day}").format(day=moment.until.isoformat())
        days = (moment.until - moment.day).days + 1
        result = _("suspended for {n} days").format(n=days)
    if moment.source:
        expression += f" {moment.source}"
    return Step(moment.kind.label, expression, result, moment.kind.basis)


def _without_year(bar: TimeBar) -> Step:
    label = _("Last day of limitation")
    if bar.verdict is Verdict.NO_LIMIT:
        why = _("wages owed while the employment lasts")
        return Step(label, why, _("does not run yet"), f"{ARTICLE_27}第四款")
    why = _("nobody has entered when the party knew")
    return Step(label, why, _("cannot be computed"), f"{ARTICLE_27}第一款")


def _beginning(bar: TimeBar, begin: date) -> Step:
    day = begin.isoformat()
    if period := bar.question.period:
        days = _("{first} to {last}")
        days = days.format(first=period.first.isoformat(), last=period.last.isoformat())
        label = _("Days without a contract that count")
        return Step(label, days, _("the year begins {day}").format(day=_years(period)), ARTICLE_27)
    if bar.question.wages:
        return Step(_("End of the employment"), day, day, f"{ARTICLE_27}第四款")
    label = _("Knew or should have known")
    if bar.assumed:
        return Step(label, _("taken as the end of the employment"), day, f"{ARTICLE_27}第一款")
    return Step(label, day, day, f"{ARTICLE_27}第一款")


def _years(period: Period) -> str:
    """Write when the year begins for the first and for the last of some days."""
    begin, last = period.begin.isoformat(), period.last.isoformat()
    return last if begin == last else _("{first} to {last}").format(first=begin, last=last)


def _link(link: Link, *, argued: bool) -> Step:
    moment = link.moment
    expression = moment.day.isoformat()
    if moment.source:
        expression += f" {moment.source}"
    if not link.counted:
        return Step(moment.kind.label, expression, link.why, moment.kind.basis)
    result = _("a new year, to {day}").format(day=link.due) if link.due else _("suspended")
    if argued:
        result += " " + _("(argued)")
    return Step(moment.kind.label, expression, result, moment.kind.basis)


def _last(label: str, run: Run) -> Step:
    if run.raw_due is None or run.due is None:
        return Step(label, run.begin.isoformat(), _("open while suspended"), f"{ARTICLE_27}第三款")
    expression = _("{day} and one year").format(day=run.begin.isoformat())
    if stood_still := (run.raw_due - add_years(run.begin, 1)).days:
        expression += " " + _("and {days} days of suspension").format(days=stood_still)
    if run.due != run.raw_due:
        moved = _("ends {raw}, a day off").format(raw=run.raw_due.isoformat())
        expression += f"; {moved}"
    result = run.due.isoformat()
    if run.provisional:
        result += " " + _("provisional")
    return Step(label, expression, result, CIVIL_201_203)


def _warnings(bar: TimeBar) -> Iterator[str]:
    on, law, argued = bar.question.on, bar.conservative, bar.argued
    match bar.verdict:
        case Verdict.NO_LIMIT:
            yield _("Once the employment ends, one year runs from its end.")
            return
        case Verdict.UNKNOWN:
            yield _("Enter the day on which the party knew or should have known.")
            return
        case Verdict.OUT_OF_TIME:
            yield _("The year has passed: the claim is at risk, but it is not void.")
        case Verdict.AT_RISK if bar.question.period and law and law.due and on > law.due:
            yield _(
                "Part of the period may be out of time: whether the year runs from the end of the"
                " whole period, month by month or day by day differs by place. The steps of the"
                " sum say what is in time by each way."
            )
        case Verdict.AT_RISK if law and law.due and on > law.due:
            yield _(
                "The year is over unless the moments of article 31 are followed."
                " Keep the proof of each of them."
            )
        case Verdict.AT_RISK:
            yield _("Less than {days} days are left.").format(days=RISK_DAYS)
        case Verdict.SUSPENDED:
            yield _("The year goes on running on the day after the obstacle ends.")
    if bar.assumed:
        yield _(
            "When the party knew is taken from the end of the employment; enter the day if it was"
            " another."
        )
    if law and argued and law.due != argued.due and bar.verdict is not Verdict.AT_RISK:
        yield _("Be guided by the conservative day; the later one must be argued.")
    yield _(
        "Limitation is a plea of the other side, to be raised in the arbitration; the centre"
        " warns of it and refuses nobody for it."
    )
