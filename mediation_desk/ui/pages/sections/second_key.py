"""What the accounts page says of the second key, and the button that gives it (授权)."""

from functools import partial
from typing import TYPE_CHECKING

from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import second_key as service
from mediation_desk.services.accounts import Account, Accounts
from mediation_desk.services.second_key import Standing
from mediation_desk.ui.theme import Tone

if TYPE_CHECKING:
    from mediation_desk.ui.pages.sections.accounts import AccountsSection


def state(account: Account) -> str:
    """Say how somebody stands to the sensitive values."""
    return _(account.fields.label) if account.has_account else "—"


def tone(account: Account) -> Tone:
    """Have who waits stand out."""
    if not account.user.active or account.fields in (Standing.NONE, Standing.CLOSED):
        return Tone.MUTED
    return Tone.WARN if account.fields is Standing.WAITING else Tone.PLAIN


def words(shown: Accounts) -> str:
    """Say whom the second key keeps out, and who waits for it."""
    if not shown.encrypted:
        return ""
    if not shown.second_key:
        return _(
            "Identity numbers, telephones, addresses, papers and materials get a key of their own"
            " at the next sign-in of a supervisor, mediator or clerk."
        )
    said = _(
        "Identity numbers, telephones, addresses, papers and materials have a key of their own:"
        " administrators and auditors cannot read them, nor with other programs."
    )
    waiting = [
        one.user.name for one in shown.people if one.user.active and one.fields is Standing.WAITING
    ]
    if waiting:
        said += "\n" + _("A supervisor has yet to authorise: {names}.").format(
            names=_(", ").join(waiting)
        )
    return said


def of_renewal(shown: Accounts | None) -> str:
    """Say that the second key stays where one who has not got it makes new keys."""
    if shown is None or shown.reads_fields:
        return ""
    return "\n" + _(
        "The key of sensitive values stays: it changes when a supervisor makes new keys."
    )


def may_authorise(section: "AccountsSection", shown: Accounts | None) -> bool:
    """Say whether whoever looks may let others read sensitive values."""
    may = section.desk.actor.may(Right.FIELDS)
    return shown is not None and shown.second_key and shown.reads_fields and may


def authorise(section: "AccountsSection", account: Account) -> None:
    """Let somebody read sensitive values."""
    section.jobs.do(
        section,
        partial(service.authorise, section.desk, account.user.id),
        lambda _done: section.say(
            _("{name} reads sensitive values from the next sign-in on.").format(
                name=account.user.name
            )
        ),
    )
