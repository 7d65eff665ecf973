from PySide6.QtGui import QImage

from mediation_desk.app import photograph

PAGES = (
    *("today", "cases", "employers", "handover", "intake"),
    *("settings-centre", "settings-figures"),
    *("calendar-month", "calendar-week", "calendar-day", "calendar-rooms"),
)
TABS = ("overview", "parties", "claims", "hearings", "agreement", "papers", "record")


def test_every_page_is_pictured_without_a_screen(qapp, desk, tmp_path):
    written = photograph(desk, tmp_path / "pictures")

    names = {path.stem for path in written}
    assert {*PAGES, *(f"case-{tab}" for tab in TABS)} <= names
    for path in written:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (1366, 768)
        assert len({picture.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}) > 10
