"""Small numbers are hidden, and so is what would give them away (reliability.md 2b)."""

import pytest

from mediation_desk.domain.small_numbers import Sum, hidden, is_small


def gone(values, sums, late=()):
    small = {key for key, value in values.items() if is_small(value, 5)}
    return hidden(values, sums, 5, small=small, late=frozenset(late))


def test_nothing_is_hidden_where_nothing_is_small():
    values = {"a": 5, "b": 0, "all": 5}

    assert gone(values, [Sum(("all",), ("a", "b"))]) == frozenset()


def test_a_figure_that_its_total_would_give_away_takes_the_next_smallest_along():
    values = {"a": 2, "b": 30, "c": 7, "all": 39}

    assert gone(values, [Sum(("all",), ("a", "b", "c"))], late=["all"]) == {"a", "c"}


def test_hidden_figures_that_together_are_few_take_another_one_along():
    values = {"a": 1, "b": 2, "c": 40, "all": 43}

    assert gone(values, [Sum(("all",), ("a", "b", "c"))], late=["all"]) == {"a", "b", "c"}


def test_as_many_hidden_ones_as_they_count_are_not_left_so():
    values = {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 0, "all": 5}
    parts = ("a", "b", "c", "d", "e", "f")

    assert "f" in gone(values, [Sum(("all",), parts)], late=["all"])


def test_what_is_hidden_in_a_row_is_hidden_again_in_its_column():
    values = {
        "1a": 2, "1b": 9, "1": 11,
        "2a": 20, "2b": 30, "2": 50,
        "a": 22, "b": 39, "all": 61,
    }  # fmt: skip
    sums = [
        Sum(("1",), ("1a", "1b")),
        Sum(("2",), ("2a", "2b")),
        Sum(("a",), ("1a", "2a")),
        Sum(("b",), ("1b", "2b")),
        Sum(("all",), ("1", "2")),
    ]

    found = gone(values, sums, late=["1", "2", "a", "b", "all"])

    for one in sums:
        assert len(found & {*one.left, *one.right}) != 1
    assert found == {"1a", "1b", "2a", "2b"}


def test_a_total_that_is_hidden_does_not_follow_from_parts_that_are_shown():
    values = {"a": -3, "b": 10, "all": 7}

    assert gone(values, [Sum(("all",), ("a", "b"))], late=["b"]) == {"a", "all"}


@pytest.mark.parametrize(("value", "few"), [(0, False), (1, True), (4, True), (5, False)])
def test_nought_and_five_are_shown(value, few):
    assert is_small(value, 5) is few
