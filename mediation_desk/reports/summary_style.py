"""How a summary looks: its type, its tables, its sections."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from mediation_desk.domain.money import figures
from mediation_desk.reports.lettering import Type, draw, draw_centred, wrapped
from mediation_desk.typeset import fonts

WIDTH = 178 * mm
_LINE = HexColor("#8A94A0")
_SHADE = HexColor("#EDF0F4")
_GAP, _SMALL_GAP = 2.2 * mm, 0.8 * mm
_ROOM_FOR_START = 30 * mm
_CLOSING = (
    ("SPAN", (0, -1), (-1, -1)),
    ("GRID", (0, -1), (-1, -1), 0, white),
    ("LINEABOVE", (0, -1), (-1, -1), 0.4, _LINE),
    ("TOPPADDING", (0, -1), (-1, -1), 4 * mm),
    ("LEFTPADDING", (0, -1), (-1, -1), 0),
    ("RIGHTPADDING", (0, -1), (-1, -1), 0),
)
"""What closes a table stands below its last line, in no frame."""


def money(amount: Decimal | None) -> str:
    """Write a sum in figures; one that is not known is a dash."""
    return "—" if amount is None else figures(amount)


class Text(Flowable):  # type: ignore[misc]
    """Text set exactly as written, in as many lines as it needs.

    ReportLab's Paragraph would join blanks, the one in 陈　磊 too, and reads markup.
    """

    def __init__(self, text: str, kind: Type, *, centred: bool = False, above: float = 0) -> None:
        super().__init__()
        self.text = text
        self.kind = kind
        self.centred = centred
        self.spaceBefore = above
        self.lines: tuple[str, ...] = ()

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """Break the text for the room there is."""
        self.width = room
        self.lines = wrapped(self.text, self.kind, room)
        return room, len(self.lines) * self.kind.leading

    def draw(self) -> None:
        """Set the lines from above."""
        y = len(self.lines) * self.kind.leading - self.kind.size
        for line in self.lines:
            if self.centred:
                draw_centred(self.canv, self.width / 2, y, line, self.kind)
            else:
                draw(self.canv, 0, y, line, self.kind)
            y -= self.kind.leading


class Setting:
    """The summary's type at one size, on tables of one width."""

    def __init__(self, size: float, width: float = WIDTH) -> None:
        self.size = size
        self.width = width
        self._body = Type(size)
        self._label = Type(size, fonts.SONG_BOLD)
        self._small = Type(size - 0.5)
        self._section = Type(size + 2, fonts.SONG_BOLD)
        self._title = Type(size + 8, fonts.SONG_BOLD)
        fonts.has(fonts.SONG_BOLD, "字")  # a face is loaded when it is first asked for

    def text(self, text: str) -> Flowable:
        """Return text for a cell."""
        return Text(text, self._body)

    def paragraph(self, text: str) -> Flowable:
        """Return text between tables."""
        return Text(text, self._body, above=_SMALL_GAP)

    def label(self, text: str) -> Flowable:
        """Return the name of a field."""
        return Text(text, self._label)

    def heading(self, text: str) -> Flowable:
        """Return a column's heading that may break."""
        return Text(text, self._label, centred=True)

    def small(self, text: str) -> Flowable:
        """Return a note."""
        return Text(text, self._small, above=_SMALL_GAP)

    def title(self, text: str) -> Flowable:
        """Return the title."""
        return Text(text, self._title, centred=True)

    def centred(self, text: str) -> Flowable:
        """Return a line below the title."""
        return Text(text, self._body, centred=True)

    def section(self, title: str, first: Flowable, *rest: Flowable) -> list[Flowable]:
        """Return a section; its title stays with what follows."""
        head = [Spacer(0, _GAP), Text(title, self._section), Spacer(0, _SMALL_GAP)]
        return [CondPageBreak(_ROOM_FOR_START), *head, first, Spacer(0, _SMALL_GAP), *rest]

    def grid(self, rows: Sequence[Sequence[Any]], shares: Sequence[float]) -> Table:
        """Return names and values in a frame."""
        return self._table(
            rows,
            shares,
            [("BACKGROUND", (n, 0), (n, -1), _SHADE) for n in range(0, len(shares), 2)],
        )

    def table(
        self,
        rows: Sequence[Sequence[Any]],
        shares: Sequence[float],
        *,
        left: Sequence[int] = (0,),
        centred: Sequence[int] = (),
        strong: Sequence[int] = (),
        closing: Sequence[Flowable] = (),
    ) -> Table:
        """Return a table with a heading repeated on every page; figures stand to the right.

        What closes it, such as the places to sign, stays on the page of its last rows.
        """
        bold = [0, *strong]
        commands: list[Any] = [("ALIGN", (0, 0), (-1, -1), "RIGHT")]
        commands += [("ALIGN", (n, 0), (n, -1), "LEFT") for n in left if n not in centred]
        commands += [("ALIGN", (n, 0), (n, -1), "CENTER") for n in centred]
        commands += [("ALIGN", (0, 0), (-1, 0), "CENTER")]
        commands += [("FONTNAME", (0, n), (-1, n), fonts.SONG_BOLD) for n in bold]
        commands += [("BACKGROUND", (0, n), (-1, n), _SHADE) for n in bold]
        if closing:
            rows = [*rows, [list(closing), *[""] * (len(shares) - 1)]]
            commands += [("NOSPLIT", (0, max(0, len(rows) - 3)), (-1, -1)), *_CLOSING]
        return self._table(rows, shares, commands, repeatRows=1)

    def plain(self, rows: Sequence[Sequence[Any]], shares: Sequence[float]) -> Table:
        """Return a table without lines, with room to write between its rows."""
        table = Table([list(row) for row in rows], [share * self.width for share in shares])
        table.setStyle(TableStyle([("BOTTOMPADDING", (0, 0), (-1, -1), 5 * mm)]))
        return table

    def beside(self, left: Flowable, right: Flowable, shares: Sequence[float]) -> Table:
        """Return two things side by side."""
        table = Table([[left, right]], [share * self.width for share in shares])
        table.setStyle(
            TableStyle(
                [
                    # a cell's face is named also where only things stand
                    ("FONTNAME", (0, 0), (-1, -1), fonts.SONG),
                    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                    ("LEFTPADDING", (0, 0), (0, -1), 0),
                    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 0),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
                ]
            )
        )
        return table

    def _table(
        self,
        rows: Sequence[Sequence[Any]],
        shares: Sequence[float],
        commands: Sequence[Any],
        **more: Any,
    ) -> Table:
        table = Table(
            [list(row) for row in rows],
            [share * self.width for share in shares],
            hAlign="LEFT",
            **more,
        )
        table.setStyle(
            TableStyle(
                [
                    ("FONTNAME", (0, 0), (-1, -1), fonts.SONG),
                    ("FONTSIZE", (0, 0), (-1, -1), self.size),
                    ("LEADING", (0, 0), (-1, -1), self._body.leading),
                    ("TEXTCOLOR", (0, 0), (-1, -1), black),
                    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                    ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
                    ("LEFTPADDING", (0, 0), (-1, -1), 3),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                    ("TOPPADDING", (0, 0), (-1, -1), 1.2),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8),
                    *commands,
                ]
            )
        )
        return table
