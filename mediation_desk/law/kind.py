"""What one kind of claim is to the law: its inputs, its rule, and what a worker's facts owe it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.money import LIMIT
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import _
from mediation_desk.law import switches
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import FIGURES_ON
from mediation_desk.law.inputs import Field, Inputs, read
from mediation_desk.law.packs import Law, LawOn
from mediation_desk.law.readers import READERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of claim: its row, its inputs, and the rule that computes it.

    `needs` are facts without which no sum can be told, one of each group, where required inputs
    do not say it; the first of a group is the one that a grid asks for and that is named when all
    are missing. `shown` are further facts that often decide a sum and get a column at once;
    `counter` those that a case knows by its days and the counter asks for. `figures` are figures
    of law without which there is no sum: others only add a warning when they are not there.
    """

    term: Term
    fields: tuple[Field, ...]
    rule: Callable[[Inputs], Award]
    needs: tuple[tuple[str, ...], ...] = ()
    shown: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The name by which questions and files call it."""
        return self.term.value

    @property
    def title(self) -> str:
        """The name in the language spoken here."""
        return self.term.label

    def compute(self, raw: Mapping[str, object], law: Law, law_on: LawOn | None = None) -> Award:
        """Compute the claim from raw inputs; what is wrong with them is raised at once.

        Where they leave open what places answer differently, the centre's answer counts.
        """
        asked, used = switches.filled(self.fields, raw, law.house)
        if law_on and (day := read_day(self.fields, asked.get(FIGURES_ON))):
            law_on = law_on.on(day)
        inputs = read(self.fields, asked, law, law_on)
        award = switches.noted(self.rule(inputs), inputs, used, law.house)
        if award.amount >= LIMIT:
            raise DeskError(_("The result is too large. Please check the inputs."))
        if not inputs.warnings:
            return award
        return replace(award, warnings=(*award.warnings, *inputs.warnings))


def read_day(fields: Iterable[Field], told: object) -> date | None:
    """Return the day whose figures count, where one was told that can be read."""
    field = next((one for one in fields if one.name == FIGURES_ON), None)
    if field is None or not told:
        return None
    try:
        day = READERS[field.shape](field, told)
    except DeskError:
        return None  # `read` says at the field what is wrong with it
    return day if isinstance(day, date) else None
