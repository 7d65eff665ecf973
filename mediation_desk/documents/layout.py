"""What a Word file says of its pages, as frozen values: the reader makes it, the setter reads it.

All measures are in points. Left out on purpose is what our forms and those a centre edits do
not need; `word_undrawn` names what is met and cannot be carried over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias


class Align(Enum):
    """How lines stand between the margins."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"
    SPREAD = "distribute"


class Spacing(Enum):
    """How Word counts a line's height."""

    EXACT = "exact"
    AT_LEAST = "atLeast"
    MULTIPLE = "auto"


class Number(Enum):
    """A number that is known only when the pages are set."""

    PAGE = "PAGE"
    PAGES = "NUMPAGES"


class Merge(Enum):
    """A cell's part in a vertical merge."""

    NONE = "none"
    FIRST = "restart"
    REST = "continue"


class At(Enum):
    """Where a cell's text stands."""

    TOP = "top"
    MIDDLE = "center"
    BOTTOM = "bottom"


class Which(Enum):
    """On which pages a header or footer stands."""

    EVERY = "default"
    FIRST = "first"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks. `shift` is 1 for superscript, -1 for subscript.

    `pitch` spaces letters, `stretch` makes them wider or narrower.
    """

    east: str = "宋体"
    latin: str = "宋体"
    size: float = 10.5
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    colour: str = "000000"
    pitch: float = 0.0
    shift: int = 0
    stretch: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of one look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Tab:
    """A jump to the next tab stop."""

    look: Look


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a line within a paragraph."""

    look: Look


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The end of a page within a paragraph."""


@dataclass(frozen=True, slots=True)
class NumberField:
    """A page number, or the number of pages."""

    number: Number
    look: Look


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands in the line."""

    data: bytes
    width: float
    height: float


class Edge(Enum):
    """From where a floating picture is measured."""

    TEXT = "text"
    PAGE = "page"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a floating picture stands along one direction; `share` 0.5 centres it between edges.

    A place in the text is measured from the paragraph's upper left corner.
    """

    edge: Edge = Edge.TEXT
    offset: float = 0.0
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Floating:
    """A picture over or behind the text, such as a seal; the text takes no notice of it."""

    picture: Picture
    across: Place
    down: Place


Inline: TypeAlias = Text | Tab | LineBreak | PageBreak | NumberField | Picture | Floating


@dataclass(frozen=True, slots=True)
class Stop:
    """A tab stop, measured from the left margin."""

    at: float
    align: Align = Align.LEFT
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A border line."""

    width: float
    colour: str = "000000"
    double: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A paragraph's format. `line` is a height, or a factor where `spacing` is MULTIPLE.

    `spaced` sets Chinese apart from figures and Latin letters, as Word does unless told not to;
    `close` leaves out the space between paragraphs of one `style`.
    """

    align: Align = Align.LEFT
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    spacing: Spacing = Spacing.MULTIPLE
    keep_next: bool = False
    keep_lines: bool = False
    widows: bool = True
    new_page: bool = False
    grid: bool = True
    spaced: bool = True
    stops: tuple[Stop, ...] = ()
    usual_stop: float = 36.0
    style: str = ""
    close: bool = False
    above: Rule | None = None
    below: Rule | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `mark` is the look of its end, which gives an empty line its height."""

    inlines: tuple[Inline, ...]
    format: Format
    mark: Look


@dataclass(frozen=True, slots=True)
class Sides:
    """Four widths, as margins are."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class Borders:
    """Four border lines; None is no line."""

    top: Rule | None = None
    right: Rule | None = None
    bottom: Rule | None = None
    left: Rule | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its first column, how many it spans, and what stands in it."""

    column: int
    span: int
    merge: Merge
    blocks: tuple[Block, ...]
    borders: Borders
    margins: Sides
    at: At = At.TOP
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; `exact` forbids it to grow beyond its height."""

    cells: tuple[Cell, ...]
    height: float = 0.0
    exact: bool = False
    whole: bool = False
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the widths of its columns."""

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    align: Align = Align.LEFT
    indent: float = 0.0


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of a section and where its text stands.

    `grid` is the pitch of its lines, or 0; `pitch` is added after each Chinese character.
    """

    width: float = 595.3
    height: float = 841.9
    margins: Sides = Sides(72, 72, 72, 72)
    header: float = 36.0
    footer: float = 36.0
    grid: float = 0.0
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on one kind of sheet, with their headers and footers."""

    sheet: Sheet
    blocks: tuple[Block, ...]
    headers: dict[Which, tuple[Block, ...]] = field(default_factory=dict)
    footers: dict[Which, tuple[Block, ...]] = field(default_factory=dict)
    own_first: bool = False
    starts_at: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole Word file. `odd_and_even` gives left and right pages footers of their own."""

    sections: tuple[Section, ...]
    odd_and_even: bool = False
