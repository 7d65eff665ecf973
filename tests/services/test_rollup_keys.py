"""The key that signs period packages: sealed for those who lead the centre, and renewed."""

import pytest
from sqlalchemy import text

from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.period import Period, Span
from mediation_desk.importers import packages
from mediation_desk.security import signing
from mediation_desk.services import period_locks, rollup, rollup_keys, signing_in
from tests.services.test_caucus import CODE, NEW, Sealed

JUNE = Period.of(Span.MONTH, 2026, 6)
JULY, AUGUST = JUNE.after(), JUNE.after().after()


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))


def made(desk, period=JUNE):
    if not any(one.period == period for one in period_locks.locks(desk)):
        period_locks.lock_period(desk, period)
    _name, data = rollup.package_file(desk, rollup.make(desk, period).id)
    return packages.read(data, "a.mdpack")[0][0]


def secrets_in(desk):
    with desk.db.read() as session:
        asked = "SELECT secret FROM report_key ORDER BY id"
        return [bytes(row[0]) for row in session.execute(text(asked))]


def test_without_accounts_the_key_lies_as_it_is_and_is_renewed_with_a_reason(office):
    desk = office.supervisor
    old = made(desk).key

    with pytest.raises(Invalid):
        rollup_keys.renew(desk, " ")
    new = rollup_keys.renew(desk, "U盘遗失，停用原密钥")

    assert new.fingerprint != signing.fingerprint(old)
    assert new.earlier[0][0] == signing.fingerprint(old)
    assert [len(held) for held in secrets_in(desk)] == [0, 32], "the old one is destroyed"
    assert signing.fingerprint(made(desk, JULY).key) == new.fingerprint
    assert rollup_keys.sheet(desk).startswith(b"%PDF")


@pytest.mark.parametrize("encrypted", [True, False])
def test_with_accounts_only_who_leads_the_centre_and_the_recovery_code_open_it(office, encrypted):
    old = made(office.supervisor).key
    centre = Sealed(office, encrypted=encrypted)
    with centre.his() as desk:
        raw = secrets_in(desk)[0]
        assert made(desk, JULY).key == old
        shown = rollup_keys.key(desk)
        [sealed] = secrets_in(desk)
        assert raw not in sealed
        assert (shown.may_sign, len(shown.sealed_for)) == (True, 2)
        assert rollup_keys._open(sealed, desk.root, centre.mediator_id) is None
    with centre.hers() as hers:
        assert not rollup_keys.key(hers).may_sign
        assert rollup_keys._open(sealed, hers.root, centre.supervisor_id) is None

    signing_in.recover(centre.path, CODE, centre.supervisor_id, NEW, now=centre.now).close()
    with centre.at(centre.supervisor_id, NEW) as desk:
        assert made(desk, AUGUST).key == old, "the recovery code sealed it anew"


def test_whom_the_key_is_not_sealed_for_is_told_and_may_renew_it(office):
    made(office.supervisor)
    centre = Sealed(office, encrypted=False)
    with centre.his() as desk:
        made(desk, JULY)
        with desk.db.write(desk.actor, "damage") as session:
            session.execute(text("UPDATE report_key SET secret = :held"), {"held": b"{}"})
        period_locks.lock_period(desk, AUGUST)
        with pytest.raises(DeskError, match="更换"):
            rollup.make(desk, AUGUST)

        rollup_keys.renew(desk, "原密钥无人可用")

        assert rollup_keys.key(desk).may_sign
        assert made(desk, AUGUST)
