"""What our PDF draws otherwise or not at all is named with its place, whatever it is."""

import pytest

from mediation_desk.documents.pdf import not_carried
from mediation_desk.documents.template_check import check
from tests.documents.word_files import par, row, tbl, word_file

_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_URI = "http://schemas.openxmlformats.org/drawingml/2006/"


def within(inner):
    return f"<w:p><w:r><w:t>甲</w:t>{inner}</w:r></w:p>"


def graphic(kind):
    return within(
        f'<w:drawing><wp:inline {_WP}><wp:extent cx="9" cy="9"/><a:graphic {_A}>'
        f'<a:graphicData uri="{_URI}{kind}"/></a:graphic></wp:inline></w:drawing>'
    )


def cell(form):
    return tbl(row(f"<w:tcPr>{form}</w:tcPr>{par('竖')}", "乙"))


LACKING = [
    (f"<w:p><m:oMath {_M}><m:r><m:t>x</m:t></m:r></m:oMath></w:p>", "公式"),
    (f"<w:p><m:oMathPara {_M}><m:oMath/></m:oMathPara></w:p>", "公式"),
    (graphic("diagram"), "SmartArt"),
    (graphic("chart"), "图表"),
    (within("<w:pict/>"), "文本框"),
    (within("<w:ruby><w:rt/><w:rubyBase/></w:ruby>"), "拼音指南"),
    (within("<w:ptab w:alignment='right'/>"), "制表位"),
    (within("<w:notKnownYet/>"), "w:notKnownYet"),
    (within("<w:br w:type='column'/>"), "分栏"),
    ("<w:p><w:customXml><w:r><w:t>甲</w:t></w:r></w:customXml></w:p>", "XML"),
    (par("重", look='<w:em w:val="dot"/>'), "着重号"),
    (par("重", look='<w:highlight w:val="yellow"/>'), "突出显示"),
    (par("重", look='<w:u w:val="wave"/>'), "下划线"),
    (par("重", look='<w:eastAsianLayout w:combine="1"/>'), "双行合一"),
    (par("重", look='<w:shd w:val="clear" w:fill="FF0000"/>'), "底纹"),
    (par("重", look=f"<w14:glow {_W14}/>"), "文字效果"),
    (par("框", '<w:pBdr><w:left w:val="single"/></w:pBdr>'), "段落"),
    (par("线", '<w:pBdr><w:top w:val="thickThinSmallGap"/></w:pBdr>'), "花饰"),
    (cell('<w:textDirection w:val="tbRl"/>'), "竖排"),
    (cell('<w:tcBorders><w:tl2br w:val="single"/></w:tcBorders>'), "斜线"),
    (par("栏", '<w:sectPr><w:cols w:num="2"/></w:sectPr>'), "分栏"),
    (par("框", "<w:sectPr><w:pgBorders/></w:sectPr>"), "页面边框"),
]


@pytest.mark.parametrize(("body", "name"), LACKING)
def test_what_is_not_drawn_is_named_with_its_place(body, name, centre):
    checked = check("D-08", word_file(par("{{ 案号 }}") + body), centre)

    said = next(r.sentence for r in checked.remarks if name in r.sentence)
    assert "PDF中印不出" in said
    assert said.startswith("表格1第1行第1格" if "tbl" in body else "第2段")
    assert checked.fit


DRAWN = [
    par("字", look='<w:u w:val="single"/><w:em w:val="none"/><w:shd w:val="clear" w:fill="auto"/>'),
    par("字", look=f"<w14:textFill {_W14}><w14:solidFill/></w14:textFill>"),
    par("隐", look='<w:vanish/><w:em w:val="dot"/>'),
    par("字", '<w:rPr><w:highlight w:val="yellow"/></w:rPr><w:textDirection w:val="lrTb"/>'),
    par("字", '<w:kinsoku w:val="0"/><w:outlineLvl w:val="1"/><w:textAlignment w:val="center"/>'),
    par("栏", '<w:sectPr><w:cols w:space="425"/><w:docGrid w:type="lines"/></w:sectPr>'),
    cell(
        '<w:shd w:val="clear" w:fill="D9D9D9"/><w:tcBorders><w:top w:val="double"/></w:tcBorders>'
    ),
]


@pytest.mark.parametrize("body", DRAWN)
def test_what_is_drawn_or_shows_on_no_paper_is_not_named(body):
    assert not_carried(word_file(body)) == {}


def test_what_a_style_brings_is_named_where_it_is_used():
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:em w:val="dot"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    used = word_file(par("一") + par("二", '<w:pStyle w:val="B"/>'), styles=styles)

    assert not_carried(used) == {"着重号": ("第2段",)}
    assert not_carried(word_file(par("一"), styles=styles)) == {}
