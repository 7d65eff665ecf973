from mediation_desk.ui.single import SingleWindow


def test_a_second_start_raises_the_first_window(qtbot):
    first, second = SingleWindow("/somewhere/centre.desk"), SingleWindow("/somewhere/centre.desk")
    assert first.take()
    first.listen()

    with qtbot.waitSignal(first.raised):
        assert not second.take()

    first.close()


def test_another_file_has_a_window_of_its_own(qtbot):
    first, other = SingleWindow("/somewhere/centre.desk"), SingleWindow("/elsewhere/centre.desk")

    assert first.take()
    assert other.take()

    first.close()
    other.close()


def test_after_the_first_has_closed_the_next_is_first(qtbot):
    first = SingleWindow("/somewhere/centre.desk")
    first.take()
    first.close()

    again = SingleWindow("/somewhere/centre.desk")

    assert again.take()
    again.close()
