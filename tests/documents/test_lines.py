"""Chinese line breaking."""

from mediation_desk.documents.layout import Align, Format, LineBreak, Look, Paragraph, Tab, Text
from mediation_desk.documents.lines import break_lines

LOOK = Look(size=10.0)
PLAIN = Format(spaced=False)


def lines(text: str, width: float, form: Format = PLAIN) -> list[str]:
    paragraph = Paragraph((Text(text, LOOK),), form, LOOK)
    return ["".join(atom.text for atom in line.atoms) for line in break_lines(paragraph, width)]


def test_a_line_holds_as_many_characters_as_fit():
    assert lines("一二三四五六七", 50) == ["一二三四五", "六七"]


def test_a_full_stop_hangs_into_the_margin():
    assert lines("一二三四五。六七", 50) == ["一二三四五。", "六七"]


def test_a_closing_bracket_does_not_begin_a_line():
    assert lines("一二三四五）六七", 50) == ["一二三四", "五）六七"]


def test_an_opening_bracket_does_not_end_a_line():
    assert lines("一二三四（五六七", 50) == ["一二三四", "（五六七"]


def test_the_place_of_a_seal_is_kept_whole():
    assert lines("一二三四五（印章）", 80) == ["一二三四五", "（印章）"]
    assert lines("一二三四五（印章）", 90) == ["一二三四五（印章）"]


def test_a_full_stop_does_not_hang_where_a_quotation_mark_follows():
    assert lines("一二三四五。”六", 50) == ["一二三四", "五。”六"]


def test_a_sum_of_money_is_kept_whole():
    assert lines("支付人民币12,345.60元", 70)[1].startswith("12,345.60")


def test_a_dash_of_two_parts_is_not_parted():
    assert lines("一二三四——五", 50) == ["一二三四", "——五"]


def test_a_word_longer_than_the_line_is_torn():
    assert "".join(lines("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 40)) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_blanks_to_write_on_are_kept():
    assert lines("姓名：      性别", 200) == ["姓名：      性别"]


def test_the_first_line_is_indented_and_the_others_are_flush():
    form = Format(first=20.0, spaced=False)
    first, second = break_lines(Paragraph((Text("一二三四五六", LOOK),), form, LOOK), 50)

    assert (first.x, second.x) == (20.0, 0.0)
    assert len(first.atoms) == 3


def test_justified_lines_reach_the_margin_except_the_last():
    form = Format(align=Align.BOTH, spaced=False)
    first, last = break_lines(Paragraph((Text("一二三四五六", LOOK),), form, LOOK), 44)

    assert round(first.gap * 3 + 40, 3) == 44
    assert last.gap == 0


def test_a_line_that_a_whole_sum_leaves_short_is_not_spread():
    """The sum goes to the next line whole; the line before it would be full of holes."""
    form = Format(align=Align.BOTH, spaced=False)
    text = (
        "第一期：于十月三十日前（含当日）支付人民币639,989.75元，其余各期款项于十一月三十日前付清"
    )
    first, second, *_rest = break_lines(Paragraph((Text(text, LOOK),), form, LOOK), 240)

    assert "".join(atom.text for atom in second.atoms).startswith("639,989.75")
    assert first.gap == 0


def test_figures_stand_apart_from_chinese_where_word_would_set_them_so():
    apart = Paragraph((Text("共3人", LOOK),), Format(), LOOK)
    close = Paragraph((Text("共3人", LOOK),), PLAIN, LOOK)
    (wide,), (narrow,) = break_lines(apart, 100), break_lines(close, 100)

    assert sum(a.width for a in wide.atoms) - sum(a.width for a in narrow.atoms) == 5.0


def test_a_line_break_ends_the_line_and_a_tab_reaches_the_next_stop():
    paragraph = Paragraph(
        (Text("甲", LOOK), Tab(LOOK), Text("乙", LOOK), LineBreak(LOOK), Text("丙", LOOK)),
        PLAIN,
        LOOK,
    )

    first, second = break_lines(paragraph, 100)

    assert [atom.width for atom in first.atoms] == [10.0, 26.0, 10.0]
    assert [atom.text for atom in second.atoms] == ["丙"]


def test_an_empty_paragraph_has_one_empty_line():
    assert lines("", 50) == [""]


def test_a_number_with_hyphens_or_strokes_is_kept_whole():
    assert lines("电话0313-2012345转", 80) == ["电话", "0313-2012345转"]
    assert lines("见附件2026/10/27的记录", 70) == ["见附件", "2026/10/27的", "记录"]
    assert lines("WPS-Word文本", 40)[0] == "WPS-"
    parts = tuple(Text(text, LOOK) for text in ("一二三四0313", "-", "2012345"))
    whole = break_lines(Paragraph(parts, PLAIN, LOOK), 80)
    assert ["".join(atom.text for atom in line.atoms) for line in whole] == [
        "一二三四",
        "0313-2012345",
    ]
