"""The first start: who we are, how cases are numbered, who begins; or the sample centre."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediation_desk import i18n
from mediation_desk.domain.centre import Centre, User
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.identifiers import check_pattern, format_case_number
from mediation_desk.domain.rights import Role, roles_apart
from mediation_desk.i18n import _
from mediation_desk.ui.accounts.protection_form import ProtectionForm
from mediation_desk.ui.accounts.recovery_dialog import RecoveryDialog
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.role_boxes import RoleBoxes

if TYPE_CHECKING:
    from mediation_desk.services.accounts import Protection
    from mediation_desk.services.desk import Desk

FIRST_ROLES = frozenset({Role.SUPERVISOR, Role.MEDIATOR, Role.CLERK})
YEAR_SHOWN = 2026
FILE_NAME = "centre.desk"
"""The centre's own file in the user's folder."""


class Welcome(QWidget):
    """One page, done in a minute; everything can be changed later."""

    founded = Signal(object)
    """The desk is open (a Desk)."""
    language_chosen = Signal(str)
    """The window should speak this language from now on."""

    def __init__(
        self,
        jobs: Jobs,
        found: "Callable[[Centre, User, Protection | None], Desk]",
        sample: "Callable[[], Desk]",
        restore: Callable[[], object],
        year: int = YEAR_SHOWN,
        server: str = "",
        synced: str = "",
        *,
        on_stick: bool = False,
    ) -> None:
        """Ask for the centre; on a `server`, its readable address, nothing is encrypted here.

        `synced` is the program that would copy the file's folder elsewhere; `on_stick` says that it
        would lie on a disk that can be pulled out.
        """
        super().__init__()
        named(self, "welcome", _("Welcome"))
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Mediation Desk"))
        self.resize(980, 720)
        self._jobs, self._found, self._sample, self._year = jobs, found, sample, year
        self._server, self._synced, self._on_stick = server, synced, on_stick
        self.fields = FieldSet(self)
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("e.g. 张家口市劳动关系调解中心"))
        self.pattern = QLineEdit(Centre(name="").number_pattern)
        self.example = label("", "small", name="number_example", wrap=True)
        self.person = QLineEdit()
        self.roles = RoleBoxes(FIRST_ROLES)
        self.protection = ProtectionForm(self.fields)
        self.language = Choice([(i18n.CHINESE, "中文"), (i18n.ENGLISH, "English")])
        self.language.set_code(i18n.language())
        self.problem = label("", "error", name="welcome_problem", wrap=True)
        self.problem.hide()
        self.begin = primary(_("Begin"), "begin", self.submit)
        self.begin.setDefault(True)
        self.sample = secondary(
            _("Open the sample centre"), "open_sample", self.open_sample, "cases"
        )
        self.restore: QPushButton = secondary(_("Restore a backup…"), "restore", restore, "import")
        self._lay_out()
        self.pattern.textChanged.connect(self._show_example)
        self.language.activated.connect(
            lambda _index: self.language_chosen.emit(self.language.code())
        )
        for line in self.findChildren(QLineEdit):
            line.returnPressed.connect(self.begin.click)  # Enter in any field begins
        self._show_example()
        self.name.setFocus()

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(720)
        column = QVBoxLayout(middle)
        column.setSpacing(Space.M)
        head = QHBoxLayout()
        words = QVBoxLayout()
        changeable = _("What you enter here can be changed later.")
        words.addWidget(label(_("Welcome to Mediation Desk"), "figure", name="welcome_title"))
        words.addWidget(
            label(f"{self._kept_where()}{changeable}", "muted", name="welcome_words", wrap=True)
        )
        head.addLayout(words, 1)
        self.language.setAccessibleName(_("Language"))
        self.language.setObjectName("language")
        head.addWidget(self.language, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if self._synced or self._on_stick:
            column.addWidget(
                label(self._not_here(), name="synced_words", tone=Tone.WARN, wrap=True)
            )
        column.addWidget(self._form())
        column.addWidget(self._other_ways())
        column.addStretch(1)
        centred = QWidget()
        row = QHBoxLayout(centred)
        row.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        row.addStretch(1)
        row.addWidget(middle, 10)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(centred, "welcome_scroll"))

    def _kept_where(self) -> str:
        if self._server:
            return _("The data will lie on the server {address}.").format(address=self._server)
        return _("Everything stays on this computer.")

    def _not_here(self) -> str:
        if not self._synced:
            return _(
                "The centre's file would lie on a stick or another removable disk, which may be"
                " pulled out while something is saved. Better close the program and begin on a disk"
                " of this computer; only backups belong on a stick."
            )
        return _(
            "The centre's file would lie in a folder that {program} synchronises, which may damage"
            " it or put an older one in its place. Better close the program and begin in a folder"
            " that is not synchronised; only backups belong in such a one."
        ).format(program=self._synced)

    def _form(self) -> QFrame:
        card = Card(_("Set up your centre"), name="welcome_card")
        for field in (
            FormField(_("Full name, as on the seal"), self.name, "name", required=True),
            FormField(_("Pattern of case numbers"), self.pattern, "number_pattern", required=True),
        ):
            card.add(self.fields.add(field))
        card.add(self.example)
        card.add(self.fields.add(FormField(_("Your name"), self.person, "person", required=True)))
        card.add(self.fields.add(FormField(_("Your roles"), self.roles, "roles", required=True)))
        if self._server:
            card.add(
                label(
                    _(
                        "PostgreSQL guards the data: whoever may connect to this database can read"
                        " them. Give everybody an account of their own afterwards, in Settings ›"
                        " Accounts."
                    ),
                    "small",
                    name="server_words",
                    wrap=True,
                )
            )
        else:
            card.add(self.protection)
        card.add(self.problem)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.begin)
        card.body.addLayout(foot)
        return card

    def _other_ways(self) -> QFrame:
        card = Card(_("Or look around first"), name="welcome_other")
        card.add(
            label(
                _(
                    "The sample centre holds one made-up group case, from the application to the"
                    " first payment, to try everything on."
                ),
                "muted",
                name="sample_words",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.sample)
        row.addWidget(self.restore)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def submit(self) -> None:
        """Found the centre, or say at the fields what is missing."""
        problems = self._problems()
        self.problem.hide()
        self.fields.explain(problems)
        if problems:
            return
        centre = Centre(
            name=self.name.text().strip(),
            number_pattern=self.pattern.text().strip(),
            language=i18n.language(),
        )
        first = User(name=self.person.text().strip(), roles=self.roles.roles())
        if not self._protected:
            self._start(lambda: self._found(centre, first, None), _("Setting up…"))
            return
        today = beijing(datetime.now(UTC)).date()
        dialog = RecoveryDialog(self._jobs, centre.name, FILE_NAME, today, self)
        dialog.taken.connect(partial(self._begin_protected, centre, first))
        dialog.open()

    @property
    def _protected(self) -> bool:
        """Whether a key file guards the data; people sign in at a server with its own accounts."""
        return not self._server and self.protection.protected

    def _begin_protected(self, centre: Centre, first: User, code: str) -> None:
        from mediation_desk.services.accounts import Protection

        protection = Protection(
            password=self.protection.new.text(),
            recovery_code=code,
            encrypted=self.protection.encrypted,
            preset=self.protection.rule,
        )
        self._start(lambda: self._found(centre, first, protection), _("Setting up…"))

    def open_sample(self) -> None:
        """Build or open the sample centre."""
        self._start(self._sample, _("Preparing the sample centre…"))

    def _start(self, job: "Callable[[], Desk]", words: str) -> None:
        for button in (self.begin, self.sample, self.restore):
            button.setEnabled(False)
        self.example.setText(words)
        self._jobs.ask(self, job, self.founded.emit, self.explain)

    def explain(self, error: DeskError) -> None:
        """Show why the centre could not be set up."""
        for button in (self.begin, self.sample, self.restore):
            button.setEnabled(True)
        self._show_example()
        rest = self.fields.explain(error.problems)
        self.problem.setText("\n".join(p.text for p in rest) if error.problems else str(error))
        self.problem.setVisible(bool(self.problem.text()))

    def _problems(self) -> list[Problem]:
        problems = []
        if not self.name.text().strip():
            problems.append(Problem("name", _("Enter the name of the centre.")))
        if finding := check_pattern(self.pattern.text().strip()):
            problems.append(Problem("number_pattern", finding.text))
        if not self.person.text().strip():
            problems.append(Problem("person", _("Enter your name.")))
        if Role.SUPERVISOR not in self.roles.roles():
            problems.append(
                Problem("roles", _("The first person must be a supervisor; add others later."))
            )
        elif wrong := roles_apart(self.roles.roles()):
            problems.append(Problem("roles", wrong))
        words = (self.person.text().strip(), self.name.text().strip())
        return problems + (self.protection.problems(words) if self._protected else [])

    def _show_example(self) -> None:
        pattern = self.pattern.text().strip()
        self.example.setText(
            _("Example: {number}").format(number=format_case_number(pattern, self._year, 1))
            if check_pattern(pattern) is None
            else ""
        )
