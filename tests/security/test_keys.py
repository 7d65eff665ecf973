"""Passwords, key files, codes and lock-outs, as pure values."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mediation_desk.security import codes, hashing, keyring, lockout, policy, sealing
from mediation_desk.security.hashing import Cost
from mediation_desk.security.keyring import RECOVERY, Altered, Unreadable
from mediation_desk.security.policy import Preset
from mediation_desk.security.sealing import WrongSecret

QUICK = Cost(rounds=1, memory=8)
NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)


def ring():
    root = keyring.new_root(encrypted=True)
    held = keyring.empty("张家口市劳动关系调解中心", root)
    for key, name, password in ((1, "陈国栋", "雨后初晴 9 点见"), (2, "王敏", "Wm-0313-abc")):
        held = keyring.with_holder(held, root, key, name, password, cost=QUICK, since="2026-11-27")
    return held, root


def test_each_person_opens_the_same_key_with_a_password_of_their_own():
    held, root = ring()

    assert keyring.opened(held, 1, "雨后初晴 9 点见", root.salt).key == root.key
    assert keyring.opened(held, 2, "Wm-0313-abc", root.salt).key == root.key
    for person, password in ((1, "Wm-0313-abc"), (2, "Wm-0313-abc "), (3, "Wm-0313-abc")):
        with pytest.raises(WrongSecret):
            keyring.opened(held, person, password, root.salt)


def test_a_key_file_is_read_back_as_it_was_written_and_holds_no_key():
    held, root = ring()

    text = keyring.written(held)

    assert keyring.read(text) == held
    assert root.key.hex() not in text
    assert repr(root).find(root.key.hex()) < 0


def test_after_a_rekey_everybody_signs_in_as_before_and_the_leaver_reads_nothing_new():
    held, root = ring()
    old = keyring.opened(held, 2, "Wm-0313-abc", root.salt)
    held = keyring.without(held, root, 2)
    following = keyring.new_root(encrypted=True)

    both = keyring.with_next(held, root, following)
    after = keyring.settled(both, following.salt)

    assert keyring.opened(both, 1, "雨后初晴 9 点见", root.salt).key == root.key
    assert keyring.opened(after, 1, "雨后初晴 9 点见", following.salt).key == following.key
    with pytest.raises(WrongSecret):
        sealing.unsealed(after.generations[0].roots[1], old.secret, held.holder(1).public)
    with pytest.raises(WrongSecret):
        keyring.opened(after, 2, "Wm-0313-abc", following.salt)


def test_nobody_without_the_root_key_adds_a_person_or_swaps_a_lock():
    held, root = ring()
    stranger = keyring.new_root(encrypted=True)
    forged = keyring.with_holder(
        keyring.empty("", stranger), stranger, 3, "外人", "x", cost=QUICK, since="2026-11-27"
    )

    more = replace(held, holders=(*held.holders, *forged.holders))
    swapped = replace(held, holders=(held.holder(1), replace(held.holder(2), since="2020-01-01")))

    for altered in (more, swapped):
        with pytest.raises(Altered):
            keyring.opened(altered, 1, "雨后初晴 9 点见", root.salt)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"format": 2}', "null", '{"format": 1, "file": "a"}', "\x00" * 40],
)
def test_a_damaged_key_file_is_told_from_a_good_one(text):
    with pytest.raises(Unreadable):
        keyring.read(text)


def test_a_key_file_that_asks_for_absurd_memory_is_refused():
    held, _root = ring()
    greedy = replace(held, holders=(replace(held.holder(1), cost=Cost(1, 2**40)),))

    with pytest.raises(Unreadable):
        keyring.read(keyring.written(greedy))


def test_what_a_password_costs_in_the_product_is_above_the_floor_of_asvs(monkeypatch):
    monkeypatch.undo()

    assert Cost(rounds=3, memory=128 * 1024, lanes=1) == hashing.USUAL


def test_a_recovery_code_is_read_however_it_is_typed_and_a_slip_is_noticed():
    code = codes.new_recovery_code()
    loose = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    wrong = ("0" if code[0] != "0" else "1") + code[1:]

    assert codes.read_recovery_code(loose) == code
    assert len(code.split("-")) == 7
    for typed in (wrong, code[:-1], code + "A", ""):
        with pytest.raises(codes.Mistyped):
            codes.read_recovery_code(typed)


def test_a_half_that_bears_both_marks_by_chance_still_joins_the_other():
    """The marks are told by two letters: one half in 1,024 has those of both."""
    code = codes.new_recovery_code()
    while True:
        one, other = codes.halves(code)
        if codes._is_half("2", codes.bare(one)) or codes._is_half("1", codes.bare(other)):
            break

    assert codes.read_recovery_code(one + other) == code
    assert codes.read_recovery_code(other + one) == code


def test_two_halves_give_the_code_in_either_order_and_one_gives_nothing():
    code = codes.new_recovery_code()
    one, other = codes.halves(code)

    assert codes.read_recovery_code(f"{one} {other.lower()}") == code
    assert codes.read_recovery_code(other + one) == code
    assert codes.halves(code) != (one, other)
    slip = ("0" if one[0] != "0" else "1") + one[1:]
    for typed in (one + one, slip + other, one + code, other[:-1] + one):
        with pytest.raises(codes.Mistyped):
            codes.read_recovery_code(typed)


def test_the_recovery_code_is_a_lock_like_any_other():
    held, root = ring()
    code = codes.new_recovery_code()
    held = keyring.with_holder(held, root, RECOVERY, "", code, cost=QUICK, since="2026-11-27")

    assert keyring.opened(held, RECOVERY, code, root.salt).key == root.key
    assert [one.name for one in held.people] == ["陈国栋", "王敏"]


def test_five_wrong_passwords_are_five_minutes_and_each_five_more_double_it_to_an_hour():
    held, _root = ring()
    waits = []
    for count in range(1, 31):
        held = lockout.failed(held, 1, NOW)
        until = lockout.locked_until(held, 1, NOW)
        if count % 5 == 0:
            waits.append((until - NOW) / timedelta(minutes=1))

    assert waits == [5, 10, 20, 40, 60, 60]
    assert lockout.locked_until(keyring.read(keyring.written(held)), 1, NOW) is not None
    assert lockout.locked_until(held, 1, NOW + timedelta(minutes=61)) is None


def test_the_whole_desk_waits_when_many_names_are_tried():
    held, _root = ring()
    for person in range(1, 16):
        held = lockout.failed(held, person, NOW)

    assert lockout.locked_until(held, 99, NOW) is not None


def test_a_clock_set_back_locks_nobody_out_for_longer_than_the_rule():
    held, _root = ring()
    for _try in range(5):
        held = lockout.failed(held, 1, NOW)

    assert lockout.locked_until(held, 1, NOW - timedelta(days=400)) is None


def test_the_right_password_clears_the_count_but_the_tries_are_still_told():
    held, _root = ring()
    held = lockout.succeeded(lockout.failed(held, 1, NOW), 1)

    assert lockout.tries_left(held, 1) == 5
    assert lockout.untold(held) == {1: (NOW.isoformat(),)}
    assert lockout.untold(lockout.told(held)) == {}


@pytest.mark.parametrize(
    ("preset", "password", "good"),
    [
        (Preset.MLPS, "Mjs-2931", True),
        (Preset.MLPS, "雨后Ab12初晴", True),
        (Preset.MLPS, "abcd1234", False),
        (Preset.MLPS, "Mj-2931", False),
        (Preset.MLPS, "Admin@123456", False),
        (Preset.MLPS, "Chen@1234", False),
        (Preset.MODERN, "correct horse battery", True),
        (Preset.MODERN, "四月里的小雨落在屋檐上了", True),
        (Preset.MODERN, "Mjs-2931", False),
        (Preset.MODERN, "aaaaaaaaaaaaaa", False),
        (Preset.MODERN, "qwertyuiop123456", False),
        (Preset.MODERN, "password2026", True),
        (Preset.MODERN, "with a\nline break in it", False),
    ],
)
def test_each_preset_says_which_passwords_it_takes(preset, password, good):
    assert (policy.problem(preset, password, ("chen", "陈国栋")) == "") is good


def test_only_the_older_preset_lets_passwords_run_out():
    assert policy.expired(Preset.MLPS, "2026-08-01", date(2026, 11, 1))
    assert not policy.expired(Preset.MLPS, "2026-09-01", date(2026, 11, 1))
    assert not policy.expired(Preset.MODERN, "2020-01-01", date(2026, 11, 1))
