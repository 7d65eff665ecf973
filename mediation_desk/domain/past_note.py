"""What a case from a ledger of former years keeps of it (历史导入)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PastNote:
    """Where an imported case stood: file and line, and the line's cells by heading."""

    file: str
    line: int
    imported_at: datetime
    imported_by: str
    cells: tuple[tuple[str, str], ...]
