"""Period packages as files: text that is written whole, and read only if it is whole.

A package is three lines: what it is and of which format, the content as JSON, the seal with the
digest of the two lines before, the sender's public key and signature. A file holds the sender's
package and after it, whole and under their own seals, those from below that travel with it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.regions import is_code
from mediation_desk.domain.rollup import BESIDE, Package
from mediation_desk.i18n import _
from mediation_desk.importers.files import content
from mediation_desk.security import apart, signing

FORMAT = 1
MOST_BYTES = 200 * 2**20
MOST_ROWS = 200_000
MOST_PARTS = 4_000
HIGHEST = 10**15
COLUMNS = (
    *("number", "received", "opening", "accepted", "closed", "still_open", "refused"),
    *("declined", "outcome", "cause", "district", "source", "industry", "ownership"),
    *("workers", "new_workers", "women", "migrants", "members", "claimed", "agreed", "paid"),
    *("in_time", "days", "sessions", "reviewed", "arbitrated"),
)
"""The columns of a row: those of the facts of a period, without the mediator."""
TEXTS = frozenset({"number", "outcome", "cause", "district", "source", "industry", "ownership"})
FLAGS = frozenset(
    {"received", "opening", "accepted", "closed", "still_open", "refused", "declined"}
    | {"in_time", "reviewed", "arbitrated"}
)
OUTCOMES = frozenset({"agreed", "reconciled", "withdrawn", "failed", ""})
LONGEST = 200

_MAGIC = "MEDIATION-DESK-PACKAGE"
_SIGNED = b"mediation-desk period package\0"
_LINES = 3
_LONGEST_SEAL = 4_096


def written(package: Package, secret: bytes) -> bytes:
    """Write one package with its seal; `key` is the public half of the secret one."""
    said = f"{_MAGIC} {FORMAT}\n{_json(_out(package))}\n".encode()
    digest = hashlib.sha256(said)
    seal = {
        "sha256": digest.hexdigest(),
        "key": package.key,
        "signature": signing.signature(secret, _SIGNED + digest.digest()).hex(),
    }
    return said + _json(seal).encode() + b"\n"


def digest_of(text: bytes) -> str:
    """Return the digest by which a package is known."""
    return hashlib.sha256(text).hexdigest()


def read_file(path: Path) -> tuple[tuple[Package, bytes], ...]:
    """Read a file, or refuse it with a sentence; the sender's package stands first."""
    return read(content(path, MOST_BYTES), path.name)


def read(data: bytes, name: str) -> tuple[tuple[Package, bytes], ...]:
    """Read a package and those that travel with it, each with its text.

    The seals are checked first; what is under them is read apart.
    """
    _require_ours(data)
    texts = tuple(_split(data))
    keys = [_sealed_by(text) for text in texts]
    bounds = apart.Bounds(seconds=60.0, said=2 * len(data) + 2**20)
    said = apart.parts(bodies, data, name, bounds=bounds)
    found = tuple(
        (_in_order(next(said, None), key, digest_of(text)), text)
        for key, text in zip(keys, texts, strict=True)
    )
    if next(said, None) is not None:
        raise _nonsense()
    first, parts = found[0][0], found[1:]
    digests = tuple(package.sha256 for package, _text in parts)
    if digests != first.parts:
        raise _cut() if len(digests) < len(first.parts) else _edited()
    return found


def _require_ours(data: bytes) -> None:
    """Refuse what is no package, what a newer program wrote, and what an editor saved."""
    plain = data.removeprefix(b"\xef\xbb\xbf")
    head = plain[: len(_MAGIC) + 12].split(b"\n")[0].rstrip(b"\r").decode("ascii", "replace")
    name, _space, number = head.partition(" ")
    if name != _MAGIC:
        if _MAGIC.encode().startswith(plain):
            raise _cut()
        raise FileRefused(_("This is not a period package. Choose the file that the sender saved."))
    if not number.isdecimal():
        raise _cut() if b"\n" not in plain else _edited()
    if int(number) > FORMAT:
        raise FileRefused(
            _(
                "The package was made by a newer version of Mediation Desk (format {theirs}, known"
                " here: {ours}). Install that version first; nothing was received."
            ).format(theirs=int(number), ours=FORMAT)
        )
    if plain != data or b"\r" in data or int(number) < 1:
        raise _edited()


def _split(data: bytes) -> Iterator[bytes]:
    lines = data.split(b"\n")
    if lines.pop() or len(lines) % _LINES:
        raise _cut()
    if len(lines) > _LINES * (MOST_PARTS + 1):
        raise _edited()
    for place in range(0, len(lines), _LINES):
        yield b"\n".join(lines[place : place + _LINES]) + b"\n"


def bodies(data: bytes) -> Iterator[object]:
    """Tell what each package of a file says; called apart."""
    for text in _split(data):
        _head, body, _seal, _end = text.split(b"\n")
        try:
            held = json.loads(body)
        except (ValueError, RecursionError):
            raise _nonsense() from None
        yield _out(_in_order(held, "", ""))


def _in_order(held: object, key: str, sha256: str) -> Package:
    try:
        return _in(held, key, sha256)  # type: ignore[arg-type]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise _nonsense() from None


def _nonsense() -> FileRefused:
    return FileRefused(
        _("The package is signed, but its content cannot be read: ask the sender for another.")
    )


def _sealed_by(text: bytes) -> str:
    """Return the key under whose seal a package stands whole."""
    head, body, seal, _end = text.split(b"\n")
    said = head + b"\n" + body + b"\n"
    digest = hashlib.sha256(said)
    if len(seal) > _LONGEST_SEAL:
        raise _edited()
    try:
        held = json.loads(seal)
        key, signature = str(held["key"]), bytes.fromhex(held["signature"])
        public = bytes.fromhex(key)
        named = held["sha256"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _edited() from None
    if named != digest.hexdigest() or key != public.hex():
        raise _edited()
    if not signing.is_signed(public, signature, _SIGNED + digest.digest()):
        raise _edited()
    if head != f"{_MAGIC} {FORMAT}".encode():
        raise _edited()
    return key


def _cut() -> FileRefused:
    return FileRefused(_("The package is cut off: it was not copied whole. Copy it again."))


def _edited() -> FileRefused:
    return FileRefused(
        _("The package was changed after it was signed. Ask the sender for it again.")
    )


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=True, separators=(",", ":"))


def _out(package: Package) -> dict[str, Any]:
    period = package.period
    return {
        "region": package.region,
        "sender": package.sender,
        "period": {
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "span": period.span.value,
            "cutoff": period.cutoff,
        },
        "sequence": package.sequence,
        "made_at": package.made_at.isoformat(),
        "serial": package.serial,
        "columns": list(package.columns),
        "rows": [list(row) for row in package.rows],
        "figures": {name: {k: dict(v) for k, v in by.items()} for name, by in _some(package)},
        "adjusted": dict(package.adjusted),
        "beside": dict(package.beside),
        "parts": list(package.parts),
    }


def _some(package: Package) -> Iterator[tuple[str, Mapping[str, Mapping[str, int]]]]:
    yield from package.figures.items()


# -- what is signed may still be nonsense ----------------------------------------------------


def _in(held: Mapping[str, Any], key: str, sha256: str) -> Package:
    if tuple(held["columns"]) != COLUMNS or len(held["rows"]) > MOST_ROWS:
        raise ValueError
    region, sender = _text(held["region"]), _text(held["sender"])
    if not is_code(region) or not sender.strip():
        raise ValueError
    made_at = datetime.fromisoformat(_text(held["made_at"]))
    if made_at.tzinfo is None:
        raise ValueError
    return Package(
        region=region,
        sender=sender,
        period=_period(held["period"]),
        sequence=_number(held["sequence"], least=1),
        made_at=made_at,
        serial=_text(held["serial"]),
        columns=COLUMNS,
        rows=tuple(_row(row) for row in held["rows"]),
        figures={
            _text(name): {_text(value): _numbers(counts) for value, counts in by.items()}
            for name, by in held["figures"].items()
        },
        adjusted=_numbers(held["adjusted"], least=-HIGHEST),
        beside={name: _number(held["beside"][name]) for name in BESIDE},
        parts=tuple(_text(part) for part in held["parts"]),
        key=key,
        sha256=sha256,
    )


def _period(held: Mapping[str, Any]) -> Period:
    first, last = (date.fromisoformat(_text(held[name])) for name in ("first", "last"))
    period = Period(first, last, Span.of(_text(held["span"])), _number(held["cutoff"], least=1))
    if not 2000 <= period.year <= 2100:
        raise ValueError
    if not period.is_whole():
        raise ValueError
    return period


def _row(row: list[Any]) -> tuple[str | int, ...]:
    if not isinstance(row, list) or len(row) != len(COLUMNS):
        raise ValueError
    cells = tuple(_cell(name, value) for name, value in zip(COLUMNS, row, strict=True))
    if cells[COLUMNS.index("outcome")] not in OUTCOMES or not cells[0]:
        raise ValueError
    return cells


def _cell(name: str, value: Any) -> str | int:  # noqa: ANN401 - whatever stands in the file
    if name in TEXTS:
        return _text(value)
    least = -HIGHEST if name == "days" else 0
    return _number(value, least=least, most=1 if name in FLAGS else HIGHEST)


def _text(value: Any) -> str:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(value, str) or len(value) > LONGEST or not value.isprintable():
        raise ValueError
    return value


def _number(value: Any, *, least: int = 0, most: int = HIGHEST) -> int:  # noqa: ANN401
    if type(value) is not int or not least <= value <= most:
        raise ValueError
    return value


def _numbers(held: Mapping[str, Any], *, least: int = 0) -> dict[str, int]:
    low = {"days": -HIGHEST}
    return {_text(name): _number(value, least=low.get(name, least)) for name, value in held.items()}
