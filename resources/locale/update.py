"""Take up new messages from the source and compile the catalogues (a tool for developers).

Run after changing translatable text: `python resources/locale/update.py`. It reports what is
untranslated; `tests/i18n` fails while anything is.
"""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
PACKAGE = HERE.parent.parent / "mediation_desk"
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def messages() -> dict[str, list[str]]:
    """Return every marked message of the source with the files that use it."""
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        for message in _marked(path):
            places = found.setdefault(message, [])
            if file not in places:
                places.append(file)
    return found


def _marked(path: Path) -> Iterator[str]:
    """Yield the messages of a module, also those within f-strings, which tokens do not show."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="_" | "N_"), args=[ast.Constant(value=str(message))]):
                yield message


def catalogue(language: str) -> Path:
    """Return the place of a language's catalogue."""
    return HERE / language / "LC_MESSAGES" / "mediation_desk.po"


def merged(language: str) -> Catalog:
    """Return the catalogue with exactly the messages of the source."""
    with catalogue(language).open("rb") as file:
        old = read_po(file, locale=language)
    known = {message.id: message.string for message in old if message.id}
    new = Catalog(
        locale=language,
        project="mediation-desk",
        creation_date=UNDATED,  # equal content is equal bytes
        revision_date=UNDATED,
        fuzzy=False,
    )
    for message, files in sorted(messages().items()):
        new.add(message, known.get(message, ""), locations=[(file, None) for file in files])
    return new


def compiled(catalog: Catalog) -> bytes:
    """Return the compiled form that gettext reads."""
    packed = io.BytesIO()
    write_mo(packed, catalog)
    return packed.getvalue()


def written(catalog: Catalog) -> bytes:
    """Return the catalogue as text, without dates."""
    text = io.BytesIO()
    write_po(text, catalog, width=100, omit_header=False, include_lineno=False)
    kept = [line for line in text.getvalue().splitlines(True) if b"-Date: " not in line]
    return b"".join(kept)


def main() -> int:
    """Update and compile the Chinese catalogue; the status tells whether all is translated."""
    language = "zh_CN"
    catalog = merged(language)
    missing = [str(message.id) for message in catalog if message.id and not message.string]
    catalogue(language).write_bytes(written(catalog))
    catalogue(language).with_suffix(".mo").write_bytes(compiled(catalog))
    for message in missing:
        print(message)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
