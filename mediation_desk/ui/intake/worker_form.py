"""One worker at the counter: who it is, and the facts of the employment."""

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.errors import Problem
from mediation_desk.ui.intake.person_form import PersonForm
from mediation_desk.ui.intake.work_form import WorkForm
from mediation_desk.ui.parts import InParts
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.fields import FieldSet


class WorkerForm(QWidget, InParts):
    """One worker with the facts, as the counter takes them down."""

    edited = Signal()

    def __init__(self, *, whole: bool = True) -> None:
        super().__init__()
        self.setObjectName("worker_form")
        self.start_making(whole=whole)

    def build(self) -> Iterator[None]:
        """Make the person, then the employment."""
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        self.person = PersonForm()
        inside.addWidget(self.person)
        yield
        self.work = WorkForm()
        inside.addWidget(self.work)
        for part in (self.person, self.work):
            part.edited.connect(self.edited)

    @property
    def field_sets(self) -> tuple[FieldSet, ...]:
        """The fields of the person and of the employment."""
        return (self.person.fields, self.work.fields)

    def value(self) -> Applicant:
        """Return the worker as understood, without claims."""
        return Applicant(person=self.person.value(), work=self.work.value())

    def fill(self, applicant: Applicant) -> None:
        """Show a worker."""
        self.person.fill(applicant.person)
        self.work.fill(applicant.work)

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        return self.person.misread() + self.work.misread()

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their fields and return the others."""
        problems = tuple(problems)
        left = self.work.explain(p for p in problems if p.field.startswith("work."))
        others = (p for p in problems if not p.field.startswith("work."))
        return left + self.person.explain(others)

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        return self.person.texts() | self.work.texts()

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft's texts back, right or wrong."""
        self.person.put_texts(texts)
        self.work.put_texts(texts)
