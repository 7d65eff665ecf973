"""Questions in plain SQL, asked of a session or, before SQLAlchemy is loaded, of the file itself.

What the desk reads as it opens is asked this way: SQLAlchemy takes longer to load than all of it.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from mediation_desk.security.cells import Cells, is_closed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from mediation_desk.storage.sight import Veil

Row = Sequence[Any]


class Glance:
    """The file inside one transaction that only reads, without SQLAlchemy."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - the library has no types
        self._connection = connection
        self._veil: Veil | None = None
        self.cells: Cells | None = None
        """What opens the sensitive values of a file with a second key."""

    def hide(self, veil: "Veil | None") -> None:
        """Answer from now on without what whoever acts may not see."""
        self._veil = veil

    def rows(self, question: str, values: dict[str, object]) -> Sequence[Row]:
        """Return every row of the answer."""
        if self._veil is not None:
            from mediation_desk.storage.sight import veiled

            question = veiled(question, self._veil, server=False)
        found: Sequence[Row] = self._connection.execute(question, values).fetchall()
        return found


def ask(of: "Session | Glance", question: str, **values: object) -> Sequence[Row]:
    """Return every row of the answer; values stand in the question as `:name`."""
    if isinstance(of, Glance):
        return of.rows(question, values)
    from sqlalchemy import text

    return of.execute(text(question), values).all()


def one(of: "Session | Glance", question: str, **values: object) -> Any:  # noqa: ANN401
    """Return the one value of the answer, None where there is no row."""
    rows = ask(of, question, **values)
    return rows[0][0] if rows else None


def opened(of: "Session | Glance", place: str, held: str) -> str:
    """Return a sensitive value that a plain question answered with, empty where it is closed."""
    if not is_closed(held):
        return held
    if isinstance(of, Glance):
        cells = of.cells
    else:
        from mediation_desk.storage import cells as closing

        cells = closing.of(of)
    return (cells.opened(place, held) if cells is not None else None) or ""


def day(held: Any) -> date:  # noqa: ANN401 - text in the file, a date on a server
    """Return a day as it stands in either kind of column."""
    return held if isinstance(held, date) else date.fromisoformat(held)


def instant(held: Any) -> datetime:  # noqa: ANN401 - text in the file, an instant on a server
    """Return a moment in UTC."""
    if isinstance(held, datetime):
        return held.astimezone(UTC)
    return datetime.fromisoformat(held).replace(tzinfo=UTC)
