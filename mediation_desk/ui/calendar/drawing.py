"""How days and hearings are drawn in the calendar, by the roles of the theme."""

from datetime import date
from functools import cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.hearing_days import DayDoubt, doubt_text
from mediation_desk.domain.holidays import DayKind
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.phrases import short_number, weekday

PAD = 6
BAR = 3
ROUND = 4
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_FROM_ABOVE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop

_LOOKS = {
    HearingStatus.PLANNED: ("accent_soft", "accent"),
    HearingStatus.UNDER_WAY: ("good_soft", "good"),
    HearingStatus.HELD: ("hover", "border"),
    HearingStatus.NOT_HELD: ("hover", "border"),
}


def tint(name: str) -> QColor:
    """Return one of the theme's colours."""
    return _colour(getattr(theme.colours(), name))


_colour = cache(QColor)


def day_note(kind: DayKind) -> str:
    """Say in a word what is special about a day: its holiday, or that it is made up for."""
    if kind.made_up:
        return _("workday")
    if kind.holiday is not None:
        return kind.holiday.label
    return ""


def spoken_day(day: date, kind: DayKind | None) -> str:
    """Say a day for a screen reader and a tool tip."""
    parts = [day.isoformat(), weekday(day)]
    if kind is not None:
        if not kind.works:
            parts.append(_("day off"))
        if note := day_note(kind):
            parts.append(note)
        if kind.provisional:
            parts.append(_("provisional: the year's notice of days off is not known yet"))
    return " ".join(parts)


def span_of(hearing: BookedHearing) -> str:
    """Write from when to when a hearing is."""
    return f"{hearing.begins:%H:%M}–{hearing.ends:%H:%M}"


def spoken(hearing: BookedHearing, *, clash: bool = False) -> str:
    """Say a hearing at length for a screen reader and a tool tip."""
    lines = [
        f"{span_of(hearing)}  {hearing.room}",
        f"{hearing.number}  {hearing.parties}",
        _("Mediator: {name}").format(name=hearing.mediator or "—"),
    ]
    if hearing.clerk:
        lines.append(_("Clerk: {name}").format(name=hearing.clerk))
    lines.append(hearing.status.label)
    if hearing.doubt:
        lines.append(doubt_text(hearing.doubt))
    if clash:
        lines.append(_("Room or people are taken twice at this time, or somebody is away."))
    return "\n".join(lines)


def block(
    painter: QPainter, where: QRect, hearing: BookedHearing, *, chosen: bool, clash: bool
) -> None:
    """Draw a hearing as a block with as many lines as it has room for."""
    back, edge = _LOOKS.get(hearing.status, ("hover", "border"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tint("accent" if chosen else back), 2 if chosen else 1))
    painter.setBrush(tint(back))
    painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), ROUND, ROUND)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    bar = QRect(where.left() + 1, where.top() + 3, BAR, max(where.height() - 6, 2))
    warned = clash or hearing.doubt is DayDoubt.DAY_OFF
    painter.fillRect(bar, _edge(edge, warned))
    thin = where.width() < painter.fontMetrics().horizontalAdvance("00:00") + BAR + PAD
    inner = where.adjusted(BAR + (1 if thin else PAD), 2, -1 if thin else -PAD // 2, -2)
    if thin:
        _downwards(painter, inner, hearing)
    else:
        _lines(painter, inner, hearing, warned=warned)


def entry(
    painter: QPainter, where: QRect, hearing: BookedHearing, *, chosen: bool, clash: bool
) -> None:
    """Draw a hearing as one line of a month's cell."""
    back, edge = _LOOKS.get(hearing.status, ("hover", "border"))
    painter.fillRect(where, tint(back))
    warned = clash or hearing.doubt is DayDoubt.DAY_OFF
    painter.fillRect(QRect(where.left(), where.top(), BAR, where.height()), _edge(edge, warned))
    if chosen:
        painter.setPen(QPen(tint("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(where.adjusted(1, 1, -1, -1))
    role = "warn" if warned else "muted" if _past(hearing) else "plain"
    text = f"{_marked(f'{hearing.begins:%H:%M}', hearing)} {hearing.parties}"
    write(painter, where.adjusted(BAR + 4, 0, -2, 0), text, role)


def _edge(name: str, warned: bool) -> QColor:
    return tint("warn" if warned else name)


def _marked(time: str, hearing: BookedHearing) -> str:
    """Set behind the time what is doubtful about the day."""
    return f"{time} {hearing.doubt.label}" if hearing.doubt else time


def _lines(painter: QPainter, inner: QRect, hearing: BookedHearing, *, warned: bool) -> None:
    metrics = painter.fontMetrics()
    high = metrics.height()
    room = max(inner.height() // high, 1)
    widest = _marked("00:00–00:00", hearing)
    roomy = inner.width() >= metrics.horizontalAdvance(widest) + PAD
    for number, (text, strong) in enumerate(block_lines(hearing, room, roomy=roomy)):
        line = QRect(inner.left(), inner.top() + number * high, inner.width(), high)
        role = "warn" if warned and number == 0 else "muted" if _past(hearing) else "plain"
        write(painter, line, text, "muted" if number > 1 else role, strong=strong)


def _past(hearing: BookedHearing) -> bool:
    return hearing.status in (HearingStatus.HELD, HearingStatus.NOT_HELD)


def _downwards(painter: QPainter, inner: QRect, hearing: BookedHearing) -> None:
    """Write who it is about from top to bottom, where a block is no wider than a character."""
    room = max(inner.height() // painter.fontMetrics().lineSpacing(), 1)
    signs = "\n".join("".join(hearing.parties.split())[:room])
    painter.setPen(tint("muted" if _past(hearing) else "plain"))
    painter.drawText(inner, _FROM_ABOVE, signs)


def block_lines(hearing: BookedHearing, room: int, *, roomy: bool = True) -> list[tuple[str, bool]]:
    """Return the lines of a block, the most wanted first, and which of them are strong."""
    head = span_of(hearing) if roomy else f"{hearing.begins:%H:%M}"
    if hearing.status is HearingStatus.NOT_HELD:
        head = f"{head} {hearing.status.label}"
    head = _marked(head, hearing)
    if room <= 1:
        return [(f"{_marked(f'{hearing.begins:%H:%M}', hearing)} {hearing.parties}", False)]
    texts = [(head, True), (hearing.parties, False)]
    if room == 3:
        texts.append((f"{hearing.room} {hearing.mediator}".strip(), False))
    if room > 3:
        texts += [
            (hearing.room, False),
            (hearing.mediator, False),
            (short_number(hearing.number), False),
        ]
    return [(text, strong) for text, strong in texts if text][:room]


def write(
    painter: QPainter,
    where: QRect,
    text: str,
    role: str = "plain",
    *,
    strong: bool = False,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Write a line of text, elided where it does not fit."""
    plain = painter.font()
    if strong:
        bold = QFont(plain)
        bold.setBold(True)
        painter.setFont(bold)
    painter.setPen(tint(role))
    painter.drawText(where, align, _fitting(painter, text, where.width()))
    if strong:
        painter.setFont(plain)


def _fitting(painter: QPainter, text: str, width: int) -> str:
    """Cut a text to a width; what was measured once is known: measuring takes longer."""
    key = (painter.font().key(), width, text)
    found = _CUT.get(key)
    if found is None:
        if len(_CUT) >= MOST_CUT:
            _CUT.clear()
        found = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        _CUT[key] = found
    return found


MOST_CUT = 5000
_CUT: dict[tuple[str, int, str], str] = {}


def day_number(painter: QPainter, at: QPoint, day: date, *, today: bool, role: str) -> int:
    """Write the number of a day, in a filled circle if it is today; return its width."""
    high = painter.fontMetrics().height()
    side = high + 4
    circle = QRect(at.x(), at.y(), side, side)
    if today:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint("fill"))
        painter.drawEllipse(circle)
        painter.restore()
    write(painter, circle, str(day.day), "on_fill" if today else role, strong=today, align=CENTRE)
    return side


def pill(painter: QPainter, at: QPoint, text: str, tone: str) -> int:
    """Write a word in a small rounded mark; return its width."""
    metrics = painter.fontMetrics()
    wide, high = metrics.horizontalAdvance(text) + PAD + 2, metrics.height()
    where = QRect(at.x(), at.y(), wide, high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(f"{tone}_soft"))
    painter.drawRoundedRect(where, high / 2, high / 2)
    painter.restore()
    write(painter, where, text, tone, align=CENTRE)
    return wide


def ring(painter: QPainter, where: QRect) -> None:
    """Draw the ring around what has the keys."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tint("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(where.adjusted(1, 1, -2, -2), ROUND, ROUND)
    painter.restore()


def ghost(painter: QPainter, where: QRect, text: str) -> None:
    """Draw where a hearing would stand if it were let go here."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(tint("accent_soft"))
    colour.setAlpha(215)
    painter.setBrush(colour)
    painter.setPen(QPen(tint("accent"), 1.5, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(where.adjusted(1, 1, -2, -2), ROUND, ROUND)
    painter.restore()
    high = painter.fontMetrics().height()
    line = QRect(where.left() + PAD, where.top() + 2, where.width() - 2 * PAD, high)
    write(painter, line, text, "accent", strong=True)
