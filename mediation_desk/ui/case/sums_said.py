"""What each cell of the grid of sums says, apart from the grid: a worker prints it elsewhere."""

from dataclasses import dataclass

from mediation_desk.domain.claims import Applicant
from mediation_desk.law.besides import Answers
from mediation_desk.ui.case.sums_cells import Column, Offered, answer_cell, cell_text
from mediation_desk.ui.case.sums_doubts import Doubts
from mediation_desk.ui.case.sums_states import State, state_of
from mediation_desk.ui.case.sums_stroke import Wrong


@dataclass(frozen=True, slots=True)
class Said:
    """The workers and columns of a grid with all that its cells are made of."""

    rows: tuple[Applicant, ...]
    columns: tuple[Column, ...]
    wrong: Wrong
    offered: Offered
    answers: Answers
    doubts: Doubts

    def cell(self, row: int, place: int) -> tuple[str, State | None]:
        """Return the text of a cell, and what its colour says."""
        applicant, column = self.rows[row], self.columns[place]
        return said(applicant, column, self.wrong, self.offered, self.answers, self.doubts)


def said(
    applicant: Applicant,
    column: Column,
    wrong: Wrong,
    offered: Offered,
    answers: Answers,
    doubts: Doubts,
) -> tuple[str, State | None]:
    """Return the text of a worker's cell, and what its colour says."""
    if wrong and (mark := wrong.get((applicant.id, column.key))):
        return mark.text, State.UNSAVED
    state = state_of(applicant, column, offered, answers, doubts)
    return shown_text(applicant, column, offered, answers), state


def shown_text(applicant: Applicant, column: Column, offered: Offered, answers: Answers) -> str:
    """Return what a worker's cell shows of what is saved."""
    if column.answer:
        return answer_cell(applicant, column.answer, answers)
    return cell_text(applicant, column, offered)
