"""Plain text as ReportLab's paragraph markup: escaped, with a face for every character.

ReportLab's Paragraph opens files and addresses named in unescaped text, and prints a
character that the face lacks as a box.
"""

from xml.sax.saxutils import escape

from mediation_desk.typeset import fonts


def markup(text: str, face: str = fonts.SONG) -> str:
    """Return the markup for a `Paragraph` whose style has that face; newlines break lines."""
    with fonts.press():
        return "".join(_piece(stretch, name, face) for name, stretch in fonts.pieces(text, face))


def _piece(text: str, name: str, face: str) -> str:
    marked = escape(text).replace("\n", "<br/>")
    return marked if name == face else f'<font name="{name}">{marked}</font>'
