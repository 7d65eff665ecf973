"""How values stand in columns: fen, exact decimals, codes of terms, instants, closed texts."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from mediation_desk.domain.money import from_fen, to_fen
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import _
from mediation_desk.security.cells import CellClosed, Cells, is_closed

SORT_TEXT: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared by code point on both engines."""

BIG: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
"""A key that may outgrow 32 bits; SQLite numbers only INTEGER keys by itself."""


class Fen(TypeDecorator[Decimal]):
    """Yuan with two decimals as whole fen."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        """Return whole fen; a sum finer than a fen is a bug, not something to round here."""
        if value is None:
            return None
        fen = to_fen(value)
        if from_fen(fen) != value:
            raise ValueError(f"not a sum in whole fen: {value}")
        return fen

    def process_result_value(self, value: int | None, _dialect: Dialect) -> Decimal | None:
        """Return yuan with two decimals."""
        return None if value is None else from_fen(value)


class Exact(TypeDecorator[Decimal]):
    """A decimal number of any precision, kept as its text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        """Return plain digits."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        """Return the number."""
        return None if value is None else Decimal(value)


class Code(TypeDecorator[Any]):
    """A term by its stored code."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Term]) -> None:
        super().__init__()
        self.kind = kind
        self._members = {member.value: member for member in kind}

    def process_bind_param(self, value: Term | None, _dialect: Dialect) -> str | None:
        """Return the code; a plain string must be one of the codes."""
        return None if value is None else self._members[value].value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Term | None:
        """Return the member; an unknown code is a damaged row (KeyError)."""
        return None if value is None else self._members[value]

    def __repr__(self) -> str:
        return f"Code({self.kind.__name__})"


class Sealed(TypeDecorator[str]):
    """A text that is closed under the second key of an encrypted file; anywhere else it is plain.

    It is compared as a whole: who looks for a part of it asks `cells.readable`. Where the key is
    wanting, a sentence stands for the value, and nothing can be written, but where the text of
    whoever has no key says nothing of cases: then it is `plain_without` it.
    """

    impl = Text
    cache_ok = True

    def __init__(self, place: str, *, plain_without: bool = False) -> None:
        super().__init__()
        self.place, self.plain_without = place, plain_without

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None] | None:
        """Close a value where the dialect is that of a file with a second key."""
        if (cells := cells_of(dialect)) is None:
            return super().bind_processor(dialect)
        place, plain_without = self.place, self.plain_without

        def close(value: str | None) -> str | None:
            held = cells()
            if not value or held is None or (plain_without and not held.opens):
                return value
            return held.closed(place, value)

        return close

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], str | None] | None:
        """Open a value where the dialect is that of a file with a second key."""
        if (cells := cells_of(dialect)) is None:
            return super().result_processor(dialect, coltype)
        place = self.place

        def opening(stored: str | None) -> str | None:
            if not stored or not is_closed(stored):
                return stored
            held = cells()
            value = held.opened(place, stored) if held is not None else None
            return not_yours() if value is None else value

        return opening

    def __repr__(self) -> str:
        return f"Sealed({self.place!r})"


class SealedBytes(TypeDecorator[bytes]):
    """A content that is closed under the second key of an encrypted file; else it is plain.

    Who has not the key does not read it: nothing that they do asks for it.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def bind_processor(self, dialect: Dialect) -> Callable[[bytes | None], Any] | None:
        """Close a content where the dialect is that of a file with a second key."""
        plain = super().bind_processor(dialect)
        if (cells := cells_of(dialect)) is None:
            return plain
        place = self.place

        def close(value: bytes | None) -> Any:  # noqa: ANN401 - as the driver wants it
            held = cells()
            if value is not None and held is not None:
                value = held.closed_bytes(place, value)
            return value if plain is None else plain(value)

        return close

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], bytes | None] | None:
        """Open a content where the dialect is that of a file with a second key."""
        plain = super().result_processor(dialect, coltype)
        if (cells := cells_of(dialect)) is None:
            return plain
        place = self.place

        def opening(stored: Any) -> bytes | None:  # noqa: ANN401 - as the driver gives it
            value: bytes | None = stored if plain is None else plain(stored)
            if value is None or not is_closed(value):
                return value
            held = cells()
            opened = held.opened_bytes(place, value) if held is not None else None
            if opened is None:
                raise CellClosed
            return opened

        return opening

    def __repr__(self) -> str:
        return f"SealedBytes({self.place!r})"


def not_yours() -> str:
    """Return what stands for a value that does not open to whoever acts."""
    return _("(not authorised)")


CellsNow = Callable[[], Cells | None]
_SLOT = "desk_cells"


def bind_cells(dialect: Dialect, cells: CellsNow) -> Dialect:
    """Have a dialect close and open sensitive values with the key that is there at the time."""
    setattr(dialect, _SLOT, cells)
    return dialect


def cells_of(dialect: Dialect) -> CellsNow | None:
    """Return what gives a dialect its second key; None where its values are plain."""
    found: CellsNow | None = getattr(dialect, _SLOT, None)
    return found


class Instant(TypeDecorator[datetime]):
    """A moment in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; one without a zone is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the moment, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
