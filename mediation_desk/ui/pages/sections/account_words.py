"""What the section of accounts says: of all of them together, of one, and before one is reset."""

from mediation_desk.domain.rights import may_mediate
from mediation_desk.i18n import _
from mediation_desk.services.accounts import Account, Accounts
from mediation_desk.ui.theme import Tone


def of_all(shown: Accounts) -> str:
    """Say what protects the file, and since when its recovery code is."""
    if not shown.protected:
        return _(
            "Anybody at this computer opens it and can act under any name. Set passwords, and"
            " encrypt it, before real cases are entered."
        )
    code = (
        "\n" + _("The recovery code is of {day}.").format(day=shown.recovery_since.isoformat())
        if shown.recovery_since
        else ""
    )
    if shown.encrypted:
        return _("Without a password or the recovery code nobody reads it, nor its backups.") + code
    return _("Whoever gets at the file reads and changes it with other programs.") + code


def state(account: Account) -> str:
    """Say how somebody may sign in, or why not."""
    if not account.user.active:
        return _("Has left") if not account.has_account else _("Has left, account still open")
    if not account.has_account:
        return _("No account")
    if account.locked_until:
        return _("Too many wrong passwords, until {time}").format(time=account.locked_until)
    if account.first_password:
        return _("First password given, not replaced yet")
    return _("Password since {day}").format(day=account.since)


def tone(account: Account) -> Tone:
    """Return the colour of somebody's line: red where a leaver still could sign in."""
    if not account.user.active:
        return Tone.BAD if account.has_account else Tone.MUTED
    return Tone.PLAIN


def of_reset(account: Account) -> str:
    """Say what a new first password ends, and how what it closes comes back."""
    told = _("The password of now stops working at once.")
    if not may_mediate(account.user.roles):
        return told
    return told + _(
        "With it what {name} noted back to back (背对背) closes. It comes back only with the"
        " recovery code, under “Forgot the password…” on the sign-in page. Whoever has the code"
        " at hand uses it there right away, in place of a first password."
    ).format(name=account.user.name)
