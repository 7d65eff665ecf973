import json

import pytest

from mediation_desk.domain.errors import DeskError
from mediation_desk.law.fact_texts import shown, stored
from mediation_desk.law.facts import facts

FIELD = facts()["injury_death.dependents"].field


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("配偶", ["spouse"]),
        ("妻子；儿子", ["spouse", "other"]),
        ("丈夫、其他亲属", ["spouse", "other"]),
        ("配偶,母亲，父亲", ["spouse", "other", "other"]),
        ("其他供养亲属", ["other"]),
    ],
)
def test_work_injury_regulation_art_39_each_dependent_is_read_as_people_say_it(typed, kinds):
    told = json.loads(stored(FIELD, typed))

    assert [one["kind"] for one in told] == kinds
    assert not any(one["orphan_or_lone"] for one in told)


@pytest.mark.parametrize("typed", ["孤儿", "母亲（孤）", "孤寡老人", "其他供养亲属孤"])
def test_an_orphan_and_a_lone_old_person_are_told_apart(typed):
    [one] = json.loads(stored(FIELD, typed))

    assert (one["kind"], one["orphan_or_lone"]) == ("other", True)
    assert shown(FIELD, stored(FIELD, typed)) == "其他供养亲属（孤）"


@pytest.mark.parametrize("typed", ["3", "张三", "配偶；张三", "父母"])
def test_a_word_that_names_nobody_is_never_counted_as_a_dependent(typed):
    """It had been counted as one more relative at 30 %; “父母” may be one or two."""
    with pytest.raises(DeskError, match="没有说明是哪一位"):
        stored(FIELD, typed)
