from mediation_desk.domain.both_versions import Version, differing, overlapping


def test_a_field_that_both_changed_waits_for_a_choice_and_others_are_proposed():
    found = differing(
        {"a": "1", "b": "1", "c": "1", "d": "1", "e": "1"},
        {"a": "2", "b": "2", "c": "1", "d": "1", "e": "2"},
        {"a": "3", "b": "1", "c": "3", "d": "1", "e": "2"},
    )

    told = {one.field: one.proposed for one in found}
    assert told == {"a": None, "b": Version.THEIRS, "c": Version.MINE, "e": Version.THEIRS}
    assert overlapping(found)


def test_both_texts_stay_with_the_lines_that_only_one_has():
    [one] = differing({"t": "甲\n乙"}, {"t": "甲\n乙\n丙"}, {"t": "甲\n乙\n丁"})

    assert one.joinable
    assert one.taken(Version.BOTH) == "甲\n乙\n丙\n丁"
