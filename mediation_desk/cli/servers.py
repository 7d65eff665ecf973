"""What the people who look after a PostgreSQL server do: rights, and accounts of people."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from mediation_desk.cli.opening import at_desk
from mediation_desk.cli.usage import Parser
from mediation_desk.domain.errors import DeskError, NotFound
from mediation_desk.domain.rights import role_names
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.server_accounts import Held


def add(command: Callable[..., Parser]) -> None:
    """Add the command."""
    server = command(
        "server", run, _("accounts of the database: each person's own, with the rights of the role")
    )
    server.given.add_argument(
        "act",
        choices=("grants", "accounts", "give", "take"),
        metavar="ACT",
        help=_(
            "grants: give out the rights, as the owner of the tables; accounts: list them; give: an"
            " account or a new first password; take: take it away"
        ),
    )
    server.given.add_argument("name", metavar="NAME", nargs="?", help=_("the person's name"))


def run(options: argparse.Namespace) -> int:
    """Carry out one of the acts."""
    with at_desk(options) as desk:
        match options.act:
            case "grants":
                return _grants(desk)
            case "accounts":
                return _accounts(desk)
            case _:
                return _of_person(desk, options)


def _grants(desk: "Desk") -> int:
    from mediation_desk.services import server_accounts

    for name in server_accounts.grant(desk):
        print(name)
    return 0


def _accounts(desk: "Desk") -> int:
    from mediation_desk.services import server_accounts

    whole = server_accounts.load(desk)
    for held in whole.people:
        said = [held.user.name, role_names(held.user.roles), _state(held)]
        print("\t".join(said))
    return 0


def _state(held: "Held") -> str:
    account = held.account
    if account is None:
        return _("No account")
    if not account.open:
        return _("{account}, closed").format(account=account.name)
    if account.since is None:
        return _("{account}, first password, until {day}").format(
            account=account.name, day=account.until
        )
    return _("{account}, password since {day}").format(account=account.name, day=account.since)


def _of_person(desk: "Desk", options: argparse.Namespace) -> int:
    from mediation_desk.services import server_accounts, settings

    if not options.name:
        raise DeskError(_("Say whose account."))
    people = settings.load(desk).users
    user = next((one for one in people if one.name == options.name), None)
    if user is None:
        raise NotFound(
            _("There is no person called {name}. Known: {names}.").format(
                name=options.name, names=_(", ").join(one.name for one in people)
            )
        )
    if options.act == "take":
        server_accounts.take(desk, user.id)
        print(_("{name} has no account any more.").format(name=user.name))
        return 0
    given = server_accounts.give(desk, user.id)
    print(f"{given.account}\t{given.password}")
    return 0
