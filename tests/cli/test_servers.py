"""Accounts of a server from the command line, as the people who look after one expect."""

import pytest

from mediation_desk import i18n
from mediation_desk.services import story
from mediation_desk.services.desk import found
from tests.cli.test_commands import desk
from tests.own_accounts import as_person, own_database, plain


@pytest.fixture
def server(postgres):
    with own_database(postgres) as url, i18n.speaking(i18n.CHINESE):
        opened = found(url, story.CENTRE, story.SUPERVISOR)
        opened.close()
        yield url


def test_rights_are_given_out_and_accounts_made_listed_and_taken(server):
    name = story.SUPERVISOR.name
    early = desk("--db", server, "server", "give", name)
    assert early.returncode == 1
    assert "先" in early.stderr
    groups = desk("--db", server, "server", "grants").stdout.split()
    assert len(groups) == 5
    assert all("@" in one for one in groups)

    account, password = desk("--db", server, "server", "give", name).stdout.split()
    assert account.startswith(f"{name}@")
    assert len(password) >= 12
    plain(as_person(server, name)).close()
    assert account in desk("--db", server, "server", "accounts").stdout

    desk("--db", server, "server", "take", name)
    assert account not in desk("--db", server, "server", "accounts").stdout
    assert desk("--db", server, "server", "take", "没有这个人").returncode == 1
    assert desk("--db", server, "server", "give").returncode == 1


def test_a_file_has_no_accounts_of_a_database(tmp_path):
    path = tmp_path / "centre.desk"
    found(path, story.CENTRE, story.SUPERVISOR).close()
    assert desk("--db", str(path), "server", "grants").returncode == 1
