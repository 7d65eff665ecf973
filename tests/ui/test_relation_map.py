"""The map of related employers: a few with a line each, many together by what ties them."""

import re
from base64 import b64decode

import pytest
from PySide6.QtGui import QImage

from mediation_desk.domain.relations import (
    FEW,
    Bond,
    Related,
    Relation,
    RelationMap,
    together,
)
from mediation_desk.ui.employers.map_view import MapView
from mediation_desk.ui.employers.related_view import RelatedView

HEAD, PLACE = "冯永固", "钟楼大街1号"


def relation_map(beside, beyond):
    """Return a map of employers with the same head, and of others at the address of the second."""
    employers = [Related(id=1, name="中心公司", steps=0, cases=2)]
    ties = []
    for key in range(2, beside + 2):
        employers.append(Related(id=key, name=f"宣化第{key}建筑工程有限公司", steps=1, cases=3))
        ties.append(Relation(one=1, other=key, bond=Bond.REPRESENTATIVE, word=HEAD))
    for key in range(beside + 2, beside + beyond + 2):
        employers.append(Related(id=key, name=f"怀来第{key}物业服务有限公司", steps=2, cases=1))
        ties.append(Relation(one=key, other=2, bond=Bond.ADDRESS, word=PLACE))
    return RelationMap(centre=1, employers=tuple(employers), relations=tuple(ties))


def test_employers_are_together_by_the_nearest_tie_of_each():
    one, two = together(relation_map(62, 14))

    assert (one.to, one.bond, one.word, len(one.members)) == (1, Bond.REPRESENTATIVE, HEAD, 62)
    assert (two.to, two.bond, two.word, len(two.members)) == (2, Bond.ADDRESS, PLACE, 14)


@pytest.mark.parametrize("width", [430, 780, 1096])
def test_many_employers_stand_whole_beside_each_other_at_every_width(qtbot, light, width):
    view = MapView()
    qtbot.addWidget(view)
    view.resize(width, 400)
    view.show_map(relation_map(62, 14))
    view.show()

    boxes = view.boxes()
    assert len(boxes) == 1 + 62 + 14
    each = list(boxes.values())
    assert not any(a.intersects(b) for a in each for b in each if a is not b)
    assert all(view.rect().toRectF().contains(box) for box in each)
    needed = view.fontMetrics().horizontalAdvance("宣化第62建筑工程有限公司 共3件")
    assert min(box.width() for box in each) > needed


def test_a_few_keep_a_line_for_each_tie(qtbot, light):
    view = MapView()
    qtbot.addWidget(view)
    view.show_map(relation_map(FEW - 1, 0))

    boxes = view.boxes()
    assert boxes[2].left() > boxes[1].right(), "columns by how far away they are"


@pytest.mark.parametrize("beside", [3, 30, 62, 99])
def test_the_map_is_printed_whole_on_a_page(qtbot, light, beside):
    view = RelatedView(None, None)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show_map(relation_map(beside, 0), "中心公司")

    picture = re.search(
        r'<img width="(\d+)" src="data:image/png;base64,([^"]+)"', view.print_text()
    )
    image = QImage.fromData(b64decode(picture[2]))
    width = int(picture[1])
    assert width <= 900
    assert width * image.height() / image.width() < 570
    assert width > 500
