"""Styles of a Word file: what a paragraph, a run or a table looks like before its own format."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from mediation_desk.documents.kept import Kept, OfSame
from mediation_desk.documents.layout import (
    Align,
    Format,
    Look,
    Paragraph,
    Row,
    Rule,
    Spacing,
    Stop,
    Table,
)
from mediation_desk.documents.word_xml import (
    DRAWING,
    WORD,
    Package,
    child,
    children,
    parsed,
    points,
    switch,
    value,
    whole,
)

_ALIGNS = {
    "center": Align.CENTRE,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.BOTH,
    "distribute": Align.SPREAD,
    "left": Align.LEFT,
    "start": Align.LEFT,
    "decimal": Align.RIGHT,
}
_SHIFTS = {"superscript": 1, "subscript": -1}
_STYLE = WORD + "pStyle"
_SINGLE = 240  # a line of one, as w:spacing counts multiples
_LINE = 12.0  # of a gap that is counted in lines only
_MOST_KEPT, _MOST_TABLES = 400, 20
_EIGHTHS = 8  # border widths


def styles_of(package: Package) -> "Styles":
    """Return the styles of a file; papers of one template share them."""
    return _styles(
        package.data("word/styles.xml"),
        package.data("word/theme/theme1.xml"),
        package.data("word/settings.xml"),
    )


class Styles:
    """The style sheet and theme of one file."""

    def __init__(self, styles: bytes, theme: bytes, settings: bytes) -> None:
        """Read the parts of the package, each empty where the file has none."""
        root = parsed(styles)
        self._theme = _theme_fonts(parsed(theme))
        self._styles = {style.get(WORD + "styleId", ""): style for style in children(root, "style")}
        self._normal = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(WORD + "default") in {"1", "true"}
                and style.get(WORD + "type") == "paragraph"
            ),
            "",
        )
        defaults = child(root, "docDefaults")
        self._look = self.run(Look(), child(defaults, "rPrDefault", "rPr"))
        stop = points(value(parsed(settings), "defaultTabStop"))
        usual = Format(usual_stop=stop) if stop else Format()
        self._format = self.format(usual, child(defaults, "pPrDefault", "pPr"), self._look)
        self._known: dict[str | None, tuple[Look, Format]] = {}
        self.paragraphs: Kept[Paragraph] = Kept(_MOST_KEPT)
        self.rows: Kept[Row] = Kept(_MOST_KEPT)
        self.tables: Kept[Table] = Kept(_MOST_TABLES)
        self.spaced: OfSame[Paragraph] = OfSame(_MOST_KEPT)
        """What was read with these styles, by its own words."""

    def paragraph(self, style: str | None) -> tuple[Look, Format]:
        """Return the look and format that a paragraph style gives."""
        if style not in self._known:
            look, form = self._look, self._format
            for part in self._line(style if style in self._styles else self._normal):
                look = self.run(look, child(part, "rPr"))
                form = self.format(form, child(part, "pPr"), look)
            self._known[style] = look, replace(form, style=style or self._normal)
        return self._known[style]

    def character(self, look: Look, style: str | None) -> Look:
        """Return a look with a character style over it."""
        for part in self._line(style):
            look = self.run(look, child(part, "rPr"))
        return look

    def numbered(self, style: str | None) -> etree._Element | None:
        """Return the place in a list (`w:numPr`) that a style gives, nearest first."""
        places = (child(part, "pPr", "numPr") for part in reversed(self._line(style)))
        return next((place for place in places if place is not None), None)

    def table(self, style: str | None) -> Iterator[etree._Element]:
        """Return the table properties of a style and of what it is based on, eldest first."""
        for part in self._line(style):
            properties = child(part, "tblPr")
            if properties is not None:
                yield properties

    def _line(self, style: str | None) -> list[etree._Element]:
        line: list[etree._Element] = []
        while style in self._styles and self._styles[style] not in line:
            line.insert(0, self._styles[style])
            style = value(line[0], "basedOn")
        return line

    def run(self, look: Look, properties: etree._Element | None) -> Look:
        """Return a look with a run's own properties over it."""
        if properties is None:
            return look
        fonts = child(properties, "rFonts")
        size = whole(value(properties, "sz"))
        pitch = points(value(properties, "spacing"))
        stretch = whole(value(properties, "w"))
        colour = value(properties, "color")
        underline = value(properties, "u")
        shift = value(properties, "vertAlign")
        return replace(
            look,
            east=self._font(fonts, "eastAsia") or look.east,
            latin=self._font(fonts, "ascii") or look.latin,
            size=look.size if size is None else size / 2,
            underline=look.underline if underline is None else underline != "none",
            colour=look.colour if colour is None else _colour(colour),
            pitch=look.pitch if pitch is None else pitch,
            stretch=look.stretch if not stretch else stretch / 100,
            shift=look.shift if shift is None else _SHIFTS.get(shift, 0),
            bold=switch(properties, "b", look.bold),
            italic=switch(properties, "i", look.italic),
            strike=switch(properties, "strike", look.strike),
        )

    def _font(self, fonts: etree._Element | None, script: str) -> str | None:
        if fonts is None:
            return None
        theme = fonts.get(f"{WORD}{script}Theme")
        return self._theme.get(theme) if theme else fonts.get(WORD + script)

    def format(self, form: Format, properties: etree._Element | None, look: Look) -> Format:
        """Return a format with a paragraph's own properties over it; `look` measures characters."""
        if properties is None or all(part.tag == _STYLE for part in properties):
            return form
        align = value(properties, "jc")
        stops = tuple(_stops(properties))
        borders = child(properties, "pBdr")
        return replace(
            _spaced(_indented(form, child(properties, "ind"), look), child(properties, "spacing")),
            align=form.align if align is None else _ALIGNS.get(align, Align.LEFT),
            stops=stops or form.stops,
            above=rule(child(borders, "top")) or form.above,
            below=rule(child(borders, "bottom")) or form.below,
            keep_next=switch(properties, "keepNext", form.keep_next),
            keep_lines=switch(properties, "keepLines", form.keep_lines),
            widows=switch(properties, "widowControl", form.widows),
            new_page=switch(properties, "pageBreakBefore", form.new_page),
            grid=switch(properties, "snapToGrid", form.grid),
            spaced=switch(properties, "autoSpaceDN", form.spaced),
            close=switch(properties, "contextualSpacing", form.close),
        )


@lru_cache(maxsize=16)
def _styles(styles: bytes, theme: bytes, settings: bytes) -> Styles:
    return Styles(styles, theme, settings)


def rule(border: etree._Element | None) -> Rule | None:
    """Read a border line; `none` and `nil` are no line."""
    if border is None or border.get(WORD + "val") in {None, "none", "nil"}:
        return None
    width = (whole(border.get(WORD + "sz")) or 4) / _EIGHTHS
    double = border.get(WORD + "val") == "double"
    return Rule(width, _colour(border.get(WORD + "color", "auto")), double)


def _colour(text: str) -> str:
    return text if len(text) == 6 else "000000"


def _stops(properties: etree._Element) -> Iterator[Stop]:
    for tab in children(child(properties, "tabs"), "tab"):
        at = points(tab.get(WORD + "pos"))
        kind = tab.get(WORD + "val", "left")
        if at is not None and kind not in {"clear", "bar"}:
            leader = {"dot": ".", "hyphen": "-", "underscore": "_", "middleDot": "·"}
            yield Stop(at, _ALIGNS.get(kind, Align.LEFT), leader.get(tab.get(WORD + "leader"), ""))


def _indented(form: Format, indent: etree._Element | None, look: Look) -> Format:
    """Indents in hundredths of a character win over those in points, as in Word."""
    if indent is None:
        return form

    def measure(name: str) -> float | None:
        characters = whole(indent.get(f"{WORD}{name}Chars"))
        if characters:
            return characters / 100 * look.size
        return points(indent.get(WORD + name))

    hanging = measure("hanging")
    first = measure("firstLine") if hanging is None else -hanging
    left, right = measure("left"), measure("right")
    if left is None:
        left = measure("start")
    if right is None:
        right = measure("end")
    return replace(
        form,
        left=form.left if left is None else left,
        right=form.right if right is None else right,
        first=form.first if first is None else first,
    )


def _spaced(form: Format, spacing: etree._Element | None) -> Format:
    if spacing is None:
        return form
    kind = spacing.get(WORD + "lineRule")
    rule_of_line = form.spacing if kind is None else Spacing(kind)
    line = whole(spacing.get(WORD + "line"))
    if line is None:
        height = form.line
    elif rule_of_line is Spacing.MULTIPLE:
        height = line / _SINGLE
    else:
        height = line / 20

    def gap(name: str, inherited: float) -> float:
        """A gap in lines has its points beside it, as Word last counted them."""
        own = points(spacing.get(WORD + name))
        if own is not None:
            return own
        lines = whole(spacing.get(f"{WORD}{name}Lines"))
        return inherited if lines is None else lines / 100 * _LINE

    return replace(
        form,
        before=gap("before", form.before),
        after=gap("after", form.after),
        line=height,
        spacing=rule_of_line,
    )


def _theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    """Return the theme's fonts under the names that runs use for them."""
    if theme is None:
        return {}
    fonts: dict[str, str] = {}
    for part in ("major", "minor"):
        scheme = theme.find(f".//{DRAWING}{part}Font")
        if scheme is None:
            continue
        latin = scheme.find(f"{DRAWING}latin")
        east = scheme.find(f"{DRAWING}font[@script='Hans']")
        latin_name = "" if latin is None else latin.get("typeface", "")
        east_name = "宋体" if east is None else east.get("typeface", "")
        fonts |= {
            f"{part}HAnsi": latin_name or "宋体",
            f"{part}Ascii": latin_name or "宋体",
            f"{part}EastAsia": east_name or "宋体",
        }
    return fonts
