"""Which workers the grid of sums shows, and in which order."""

from collections.abc import Callable, Iterable, Sequence

from mediation_desk.domain.claims import Applicant
from mediation_desk.ui.case.sums_cells import Column, Order
from mediation_desk.ui.case.sums_states import Show, is_shown

Sought = Callable[[Applicant], bool]
"""Whether a worker is one of those looked for."""
Ordered = Callable[[Applicant, Column], Order]
"""Where a worker stands by what a column holds of them."""


def anybody(_worker: Applicant) -> bool:
    """Look for nobody in particular."""
    return True


class Arrangement:
    """The workers looked for, as they stand in the case or sorted by a column."""

    def __init__(self) -> None:
        self._look: tuple[Sought, Show] = anybody, Show.ALL
        self._sorted: tuple[str, bool] | None = None

    def look_for(self, sought: Sought, show: Show) -> None:
        """Show only these of the workers from now on."""
        self._look = sought, show

    def sort_by(self, column: Column | None, *, downwards: bool) -> None:
        """Sort by a column from now on; without one they stand as in the case."""
        self._sorted = None if column is None else (column.key, downwards)

    def arranged(
        self, workers: Iterable[Applicant], columns: Sequence[Column], order: Ordered
    ) -> list[Applicant]:
        """Return the workers to show; who has nothing in the column sorted by comes last."""
        sought, show = self._look
        rows = [one for one in workers if sought(one) and is_shown(one, show)]
        if self._sorted is None:
            return rows
        key, downwards = self._sorted
        column = next((column for column in columns if column.key == key), None)
        if column is None:
            return rows
        valued = {one.id: order(one, column) for one in rows}
        known = [one for one in rows if not valued[one.id][0]]
        known.sort(key=lambda one: valued[one.id], reverse=downwards)
        return known + [one for one in rows if valued[one.id][0]]
