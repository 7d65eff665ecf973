"""Put bands on pages: page breaks, repeated table heads, headers and footers."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mediation_desk.documents.atoms import Numbers
from mediation_desk.documents.layout import Block, Document, Section, Sheet, Which
from mediation_desk.documents.marks import Band, Mark, stacked
from mediation_desk.documents.tables import Room, set_blocks

_TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class Strip:
    """Marks and where they stand on the page."""

    x: float
    y: float
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Page:
    """One page with what is drawn on it."""

    sheet: Sheet
    numbers: Numbers
    strips: list[Strip] = field(default_factory=list)


def set_pages(document: Document) -> list[Page]:
    """Return every page of the document."""
    bodies = [(section, list(_Body(section).pages())) for section in document.sections]
    count = sum(len(pages) for _section, pages in bodies)
    finished: list[Page] = []
    number = 0
    for section, pages in bodies:
        if section.starts_at is not None:
            number = section.starts_at - 1
        for index, strips in enumerate(pages):
            number += 1
            page = Page(section.sheet, Numbers(number, count), strips)
            which = _which(section, index, number, document.odd_and_even)
            page.strips.extend(_running(section, which, page.numbers))
            finished.append(page)
    return finished


def _which(section: Section, index: int, number: int, odd_and_even: bool) -> Which:
    if section.own_first and index == 0:
        return Which.FIRST
    return Which.EVEN if odd_and_even and number % 2 == 0 else Which.EVERY


def _running(section: Section, which: Which, numbers: Numbers) -> Iterator[Strip]:
    """Return the header and footer of one page."""
    sheet = section.sheet
    head = _running_bands(sheet, section.headers.get(which, ()), numbers)
    foot = _running_bands(sheet, section.footers.get(which, ()), numbers)
    yield from _strips(head, sheet.margins.left, sheet.header)
    top = sheet.height - sheet.footer - stacked(foot)
    yield from _strips(foot, sheet.margins.left, top)


def _running_bands(sheet: Sheet, blocks: Sequence[Block], numbers: Numbers) -> list[Band]:
    width = sheet.width - sheet.margins.left - sheet.margins.right
    return set_blocks(blocks, Room(width, sheet.height, sheet.grid, numbers, sheet.pitch))


def _strips(bands: Sequence[Band], x: float, y: float) -> Iterator[Strip]:
    for band in bands:
        y += band.before
        yield Strip(x, y, band.marks)
        y += band.height + band.after


class _Body:
    """The text of one section, filled into pages from the top."""

    def __init__(self, section: Section) -> None:
        sheet = section.sheet
        longest = Numbers(88, 88)
        head = stacked(_running_bands(sheet, section.headers.get(Which.EVERY, ()), longest))
        foot = stacked(_running_bands(sheet, section.footers.get(Which.EVERY, ()), longest))
        top = max(sheet.margins.top, sheet.header + head if head else 0.0)
        bottom = max(sheet.margins.bottom, sheet.footer + foot if foot else 0.0)
        self._left, self._top = sheet.margins.left, top
        self._room = sheet.height - bottom - top
        width = sheet.width - sheet.margins.left - sheet.margins.right
        room = Room(width, self._room, sheet.grid, pitch=sheet.pitch)
        self._waiting = deque(set_blocks(section.blocks, room))
        self._strips: list[Strip] = []
        self._used = 0.0
        self._turned_by_hand = True

    def pages(self) -> Iterator[list[Strip]]:
        """Return the strips of page after page."""
        while self._waiting:
            band = self._waiting[0]
            if band.new_page and self._strips:
                yield self._turn(by_hand=True)
                continue
            chain = self._chain() if band.keep else [band]
            if self._fits(chain) or (
                band.keep and stacked(chain) > self._room and self._fits([band])
            ):
                self._place(self._waiting.popleft())
            elif self._cut(band) or self._strips:
                yield self._turn()
            else:
                self._place(self._waiting.popleft())
        yield self._turn()

    def _chain(self) -> list[Band]:
        """Return the next band with those it must not be parted from."""
        chain: list[Band] = []
        for band in self._waiting:
            if chain and band.new_page:
                break
            chain.append(band)
            if not band.keep:
                break
        return chain

    def _fits(self, bands: Sequence[Band]) -> bool:
        first, last = bands[0], bands[-1]
        needed = stacked(bands) - last.after - first.before + self._space_above(first)
        return self._used + needed <= self._room + _TOLERANCE

    def _space_above(self, band: Band) -> float:
        """Return the space and repeated heads that come before a band where it now stands."""
        heads = 0.0 if self._strips else stacked(band.heads)
        dropped = not self._strips and not self._turned_by_hand
        return heads + (0.0 if dropped else band.before)

    def _place(self, band: Band) -> None:
        if not self._strips:
            for head in band.heads:
                self._add(head)
        if self._strips or self._turned_by_hand:
            self._used += band.before
        self._add(band)

    def _add(self, band: Band) -> None:
        self._strips.append(Strip(self._left, self._top + self._used, band.marks))
        self._used += band.height + band.after

    def _cut(self, band: Band) -> bool:
        """Place as much of a band as the page still holds, and leave the rest waiting."""
        if band.cut is None or (band.whole and self._strips):
            return False
        parts = band.cut(self._room - self._used - self._space_above(band))
        if parts is None:
            return False
        upper, self._waiting[0] = parts
        self._place(upper)
        return True

    def _turn(self, *, by_hand: bool = False) -> list[Strip]:
        finished, self._strips = self._strips, []
        self._used, self._turned_by_hand = 0.0, by_hand
        return finished
