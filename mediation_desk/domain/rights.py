"""Who may do what: roles × rights, as data (reliability.md 2b, procedure.md 2.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mediation_desk.domain.errors import NotAllowed
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class Role(Term):
    """The five roles of the desk."""

    CLERK = "clerk", N_("Clerk")
    MEDIATOR = "mediator", N_("Mediator")
    SUPERVISOR = "supervisor", N_("Supervisor")
    ADMINISTRATOR = "administrator", N_("Administrator")
    AUDITOR = "auditor", N_("Auditor")


POSTS: dict[Role, str] = {
    Role.CLERK: N_("reception, records and service, filing and the archive"),
    Role.MEDIATOR: N_("mediators and the head of a panel"),
    Role.SUPERVISOR: N_("the head of the centre; statistics are locked and sent by this role"),
    Role.ADMINISTRATOR: N_("the system: settings and accounts, no case"),
    Role.AUDITOR: N_("looking at the journal, no case"),
}
"""What the posts of a centre are in the five roles (procedure.md 2.1, reliability.md 2b).

Union supervisors of labour law and lawyers on duty are no roles: whoever they are is written down
with the letters of supervision and the legal aid of a case.
"""


class Right(StrEnum):
    """Acts that need a right; each service names the one it needs in its first line."""

    HOUSE = "house"
    READ = "read"
    REVEAL = "reveal"
    REGISTER = "register"
    CONSENT = "consent"
    ACCEPT = "accept"
    ASSIGN = "assign"
    SCHEDULE = "schedule"
    HEAR = "hear"
    RECORD = "record"
    COMPUTE = "compute"
    EXTEND = "extend"
    SETTLE = "settle"
    SEAL = "seal"
    PERFORM = "perform"
    CLOCKS = "clocks"
    WITHDRAW = "withdraw"
    ASK_CLOSING = "ask_closing"
    CLOSE = "close"
    ARCHIVE = "archive"
    REOPEN = "reopen"
    ISSUE = "issue"
    EXPORT = "export"
    SETTINGS = "settings"
    FIGURES = "figures"
    PEOPLE = "people"
    BACKUP = "backup"
    RESTORE = "restore"
    RESTORE_OLDER = "restore_older"
    OVERRIDE = "override"
    CORRECT = "correct"
    REGION = "region"
    SUPERVISE = "supervise"
    FIELDS = "fields"
    UNDO = "undo"
    JOURNAL = "journal"
    OWN_PASSWORD = "own_password"  # noqa: S105 - a right


_DESK = frozenset({Role.CLERK, Role.MEDIATOR, Role.SUPERVISOR})
_LEADS = frozenset({Role.MEDIATOR, Role.SUPERVISOR})
_SUPERVISOR = frozenset({Role.SUPERVISOR})
_KEEPERS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})

MAY: dict[Right, frozenset[Role]] = {
    Right.HOUSE: frozenset(Role),
    Right.READ: _DESK,
    Right.REVEAL: _DESK,
    Right.REGISTER: _DESK,
    Right.CONSENT: _DESK,
    Right.ACCEPT: _SUPERVISOR,
    Right.ASSIGN: _SUPERVISOR,
    Right.SCHEDULE: _DESK,
    Right.HEAR: _LEADS,
    Right.RECORD: _DESK,
    Right.COMPUTE: _DESK,
    Right.EXTEND: _SUPERVISOR,
    Right.SETTLE: _LEADS,
    Right.SEAL: _SUPERVISOR,
    Right.PERFORM: _DESK,
    Right.CLOCKS: _DESK,
    Right.WITHDRAW: _DESK,
    Right.ASK_CLOSING: _LEADS,
    Right.CLOSE: _SUPERVISOR,
    Right.ARCHIVE: frozenset({Role.CLERK, Role.SUPERVISOR}),
    Right.REOPEN: _SUPERVISOR,
    Right.ISSUE: _DESK,
    Right.EXPORT: _DESK,
    Right.SETTINGS: _KEEPERS,
    Right.FIGURES: _SUPERVISOR,
    Right.PEOPLE: _KEEPERS,
    Right.BACKUP: _DESK | {Role.ADMINISTRATOR},
    Right.RESTORE: _KEEPERS,
    Right.RESTORE_OLDER: _SUPERVISOR,
    Right.OVERRIDE: _SUPERVISOR,
    Right.CORRECT: _DESK,
    Right.REGION: _DESK,
    Right.SUPERVISE: _SUPERVISOR,
    Right.FIELDS: _SUPERVISOR,
    Right.UNDO: _DESK,
    Right.JOURNAL: _SUPERVISOR | {Role.AUDITOR},
    Right.OWN_PASSWORD: frozenset(Role),
}


def may_mediate(roles: frozenset[Role]) -> bool:
    """Say whether a person may be assigned as mediator: whoever may settle a case."""
    return bool(MAY[Right.SETTLE] & roles)


def may_record(roles: frozenset[Role]) -> bool:
    """Say whether a person may be assigned as clerk, who keeps the record."""
    return Role.CLERK in roles


def may_reveal(roles: frozenset[Role]) -> bool:
    """Say whether somebody with these roles reads numbers, telephones and addresses of people."""
    return bool(MAY[Right.REVEAL] & roles)


def roles_apart(roles: frozenset[Role]) -> str:
    """Return why nobody may have these roles together, empty where somebody may."""
    if {Role.ADMINISTRATOR, Role.AUDITOR} <= roles:
        return _("Nobody can be both administrator and auditor.")
    return ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: every write is journalled under this name."""

    id: int
    name: str
    roles: frozenset[Role]

    def may(self, right: Right) -> bool:
        """Say whether one of the actor's roles carries the right."""
        return bool(MAY[right] & self.roles)

    def require(self, right: Right) -> None:
        """Refuse with a sentence that names the roles that could do it."""
        if not self.may(right):
            raise NotAllowed(self.refusal(right), right.value)

    def refusal(self, right: Right) -> str:
        """Say that the actor lacks a right, and whose it is."""
        return _("{name} may not do this. It takes: {roles}.").format(
            name=self.name, roles=role_names(MAY[right])
        )


def role_names(roles: Iterable[Role]) -> str:
    """List roles in their fixed order."""
    chosen = set(roles)
    return _(", ").join(role.label for role in Role if role in chosen)
