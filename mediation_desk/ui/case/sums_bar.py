"""Above the grid of sums: which workers are looked for, and what its colours say."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.money import ZERO, capital, figures
from mediation_desk.i18n import N_, _
from mediation_desk.services import browse
from mediation_desk.services.desk import Desk
from mediation_desk.ui.case.sums_cells import unknown
from mediation_desk.ui.case.sums_order import anybody
from mediation_desk.ui.case.sums_states import Show, State, is_unsettled
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named

_SHOW = (
    (Show.ALL, N_("All workers")),
    (Show.MISSING, N_("Not computed or settled")),
    (Show.DIFFERENT, N_("Sums that differ")),
)


class LookRow(QObject):
    """The fields by which workers are looked for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._case_id = 0
        self.sought = named(QLineEdit(), "sums_sought", _("Find a worker"))
        self.sought.setPlaceholderText(_("Find a worker"))
        self.sought.setClearButtonEnabled(True)
        self.sought.setFixedWidth(104)
        self.sought.textChanged.connect(lambda _text: self.changed.emit())
        options = [(one.value, _(text)) for one, text in _SHOW]
        self.show_only = named(Choice(options), "sums_show", _("Workers shown"))
        self.show_only.activated.connect(lambda _place: self.changed.emit())
        self.nobody = QWidget()
        line = QHBoxLayout(self.nobody)
        line.setContentsMargins(0, 0, 0, 0)
        self.told = label("", name="sums_nobody", wrap=True)
        line.addWidget(self.told, 1)
        line.addWidget(link(_("Show all workers"), "sums_show_everybody", self.show_everybody))
        self.nobody.hide()

    def of_another(self, case_id: int) -> bool:
        """Look for nobody any more once another case is shown; say whether one is."""
        before, self._case_id = self._case_id, case_id
        if before in (0, case_id):
            return False
        self.show_everybody()
        return True

    def tell_nobody(self, shown: int, every: int) -> None:
        """Say in the grid's place that nobody fits, with the way back; hidden where somebody does.

        A case without workers says so elsewhere.
        """
        text = self.sought.text().strip()
        told = _("No worker is shown by this choice.")
        if text:
            told = _("No worker is found for “{text}”.").format(text=text)
        self.told.setText(told)
        self.nobody.setVisible(every > 0 and not shown)

    def show_everybody(self) -> None:
        """Look for nobody in particular any more."""
        self.show_only.set_code(Show.ALL.value)
        self.sought.clear()
        self.changed.emit()

    def named(self, desk: Desk) -> Callable[[Applicant], bool]:
        """Return whether a worker's name is looked for: by a part, its pinyin or initials."""
        text = self.sought.text().strip()
        if not text:
            return anybody
        return lambda worker: browse.is_called(desk, worker.person.name, text)

    def show(self) -> Show:
        """Return which workers are wanted."""
        return Show(self.show_only.code())


def legend(parent: QWidget) -> QWidget:
    """Return the line that says what the colours of the grid mean."""
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.M)
    told: list[tuple[str, Tone | None, str]] = [
        (f"sums_legend_{tone.value}", tone, _("■ {states}").format(states=_(", ").join(labels)))
        for tone, labels in _by_colour().items()
    ]
    hint = _("Click a computed sum for formula, figures and articles")
    told.append(("sums_hint", None, hint))
    for name, tone, text in told:
        shown = Elided(text, "small", name=name, grows=False)
        shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if tone:
            shown.setProperty("tone", tone.value)
        row.addWidget(shown)
    row.addStretch(1)
    return line


def _by_colour() -> dict[Tone, list[str]]:
    """Return what each colour says."""
    said: dict[Tone, list[str]] = {}
    for state in State:
        said.setdefault(state.tone, []).append(state.label)
    return said


def under(button: QWidget) -> QPoint:
    """Return where a menu of a button opens, on the screen."""
    return button.mapToGlobal(button.rect().bottomLeft())


def tell_sums(due: QLabel, agreed: QLabel, case: CaseFile) -> None:
    """Tell what the law gives altogether, what of it is still open, and what is agreed."""
    sums, waiting = case.totals, unknown(case.claims, "entitled")
    unsettled = sum((c.entitled or ZERO for c in case.claims if is_unsettled(c)), ZERO)
    rest = _(" ({sum} not settled)").format(sum=figures(unsettled)) if unsettled else ""
    apart = sum((c.entitled or ZERO for c in case.claims if c.apart), ZERO)
    rest += _(" ({sum} besides, one or the other)").format(sum=figures(apart)) if apart else ""
    rest += _(" ({n} still to be computed)").format(n=waiting) if waiting else ""
    due.setText(_("due by law {sum} yuan").format(sum=figures(sums.entitled)) + rest)
    set_tone(due, State.OPEN.tone if rest else Tone.PLAIN)
    text = _("agreed {sum} yuan ({capital})")
    agreed.setText(text.format(sum=figures(sums.agreed), capital=capital(sums.agreed)))
