"""What is said in words of a hearing: how it went, and what its parties need."""

from datetime import date, datetime, tzinfo

from mediation_desk.domain.booking import Lead
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.hearing import Attended, Hearing, HearingStatus
from mediation_desk.domain.hearing_rules import represented
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.time_edit import TimeEdit


def summary(case: CaseFile, hearing: Hearing, zone: tzinfo | None) -> str:
    """Say in a line where it was, who came and when it began and ended."""
    parts = [] if hearing.status is HearingStatus.PLANNED else [hearing.room]
    if hearing.started_at:
        parts.append(_("began {time}").format(time=f"{hearing.started_at.astimezone(zone):%H:%M}"))
    if hearing.ended_at:
        parts.append(_("ended {time}").format(time=f"{hearing.ended_at.astimezone(zone):%H:%M}"))
    by_others = represented(case, hearing.day, hearing.attendance)
    rows = [row for row in hearing.attendance if row.party_id not in by_others]
    told = [(one.label, [row.name for row in rows if row.attended is one]) for one in Attended]
    for_them = [row.name for row in hearing.attendance if row.party_id in by_others]
    told.insert(-1, (_("By representatives"), for_them))
    parts += [f"{label}：{_(', ').join(names)}" for label, names in told if names]
    parts += _breaks(hearing, zone)
    if hearing.notice_waiver:
        parts.append(_("time of notice waived: {how}").format(how=hearing.notice_waiver))
    if why := held_reason(hearing):
        parts.append(_("held all the same: {why}").format(why=why))
    parts += [
        _("moved from {day} {time}, asked for by {who}: {why}").format(
            day=one.day, time=f"{one.begins:%H:%M}", who=one.asked_by, why=one.reason
        )
        for one in hearing.postponements
    ]
    if hearing.status is HearingStatus.CANCELLED:
        parts.append(_("cancelled: {reason}").format(reason=hearing.outcome))
    if hearing.status is HearingStatus.NOT_HELD and hearing.outcome:
        parts.append(_("not held: {reason}").format(reason=hearing.outcome))
    return " · ".join(parts)


def held_reason(hearing: Hearing) -> str:
    """Return why it is held though day or hour stand against it, said once where it is the same."""
    return _("; ").join(dict.fromkeys(filter(None, (hearing.day_reason, hearing.clash_reason))))


def held_reasons(typed: str, before: Hearing | None) -> tuple[str, str]:
    """Return why a hearing is held at its hour and on its day, from the one field for both.

    What was said for an hour before, and stands as it was, does not answer for a day off.
    """
    if before is not None and typed == held_reason(before):
        return before.clash_reason, before.day_reason
    return typed, typed


def needs(case: CaseFile) -> list[str]:
    """Say a line for each party what it needs to take part."""
    told: dict[int, list[str]] = {}
    for need in case.special_needs:
        told.setdefault(need.party_id, []).append(need.in_words)
    return [
        _("{name} needs: {what}").format(name=case.party_name(key), what=_("; ").join(needs))
        for key, needs in told.items()
    ]


def _breaks(hearing: Hearing, zone: tzinfo | None) -> list[str]:
    told = []
    for one in hearing.breaks:
        begin = f"{one.began_at.astimezone(zone):%H:%M}"
        if one.resumed_at is None:
            text = _("interrupted at {begin}").format(begin=begin)
        else:
            end = f"{one.resumed_at.astimezone(zone):%H:%M}"
            text = _("interrupted from {begin} to {end}").format(begin=begin, end=end)
        told.append(f"{text} {one.note}".strip())
    return told


def notice(lead: Lead, waived: str, told: date | None = None) -> str:
    """Say how much time a notice has; `told` is when one went out for a hearing being moved."""
    if lead.short and waived:
        return _("The time of notice is waived.")
    if lead.short:
        return _("{what}: the parties may give up the time.").format(what=lead.told)
    text = _("The notice is to go out by {day}.").format(day=lead.due.isoformat())
    if told is not None:
        again = _("A notice was issued on {day}; a move needs a new one.")
        text = f"{text} {again.format(day=told.isoformat())}"
    return text


def end_of(hearing: Hearing, typed: TimeEdit, now: datetime) -> datetime | None:
    """Return when a hearing ended, from the time typed; None while that cannot be read."""
    moment = typed.moment()
    return datetime.combine(hearing.day, moment, now.tzinfo) if moment else None
