"""Letters of union supervision (D-70 to D-73), laid out as official letters (GB/T 9704).

The styles of the letters of inquiry, opinion and proposal are fixed by the provincial federation
(河北省工会劳动法律监督条例第三十六条). These are house styles until a centre puts the federation's
in their place; the note in the title says so to whoever edits the template, and does not print.
"""

from word_parts import flush, kept, paragraph, right, tag
from word_parts import title as plain_title

_RED = "C00000"
_HOUSE = (
    "{# 本单位代用样式。问询函、意见书、建议书的样式由河北省总工会统一制订"
    "（河北省工会劳动法律监督条例第三十六条），取得统一样式后请以其替换本模板。 #}"
)

_WHERE = "{% if 地址 %}（地址：{{ 地址 }}）{% endif %}"
"""Where an answer goes: told in the body, which may be cut, not below the seal, which may not."""


def _sender() -> str:
    """Return the name of the sender, red, as letterheads have it."""
    run = (
        '<w:r><w:rPr><w:rFonts w:ascii="方正小标宋简体" w:hAnsi="方正小标宋简体" '
        f'w:eastAsia="方正小标宋简体"/><w:color w:val="{_RED}"/><w:spacing w:val="40"/>'
        '<w:sz w:val="52"/></w:rPr><w:t xml:space="preserve">{{ 工会名称 }}</w:t></w:r>'
    )
    form = '<w:spacing w:before="0" w:after="60" w:line="660" w:lineRule="exact"/>'
    return paragraph(run, style="Centred", extra=form)


def _reference() -> str:
    """Return the line of the number, over the red rule."""
    rule = (
        f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="{_RED}"/></w:pBdr>'
        '<w:spacing w:after="160"/>'
    )
    return paragraph("{{ 发文字号 }}", style="Centred", extra=rule)


def _head(title: str) -> tuple[str, ...]:
    return (_sender(), _reference(), plain_title(title + _HOUSE), flush("{{ 主送 }}："))


def _each(name: str) -> tuple[str, ...]:
    return (tag(f"for 段 in {name}"), paragraph("{{ 段 }}"), tag("endfor"))


def _attachments() -> tuple[str, ...]:
    return (
        tag("if 附件"),
        kept(""),
        tag("for 段 in 附件"),
        kept("{% if loop.first %}附件：{% else %}　　　{% endif %}{{ 段 }}"),
        tag("endfor"),
        tag("endif"),
    )


def _foot() -> tuple[str, ...]:
    return (
        kept(""),
        kept("{{ 工会名称 }}（印章）", style="RightLine"),
        right("{{ 出具日期 }}"),
        paragraph("（联系人：{{ 联系人 }}；联系电话：{{ 联系电话 }}）"),
        tag("if 抄送"),
        flush("抄送：{{ 抄送 }}。"),
        tag("endif"),
    )


def reminder() -> str:
    """D-70 提示函."""
    return "".join(
        (
            *_head("工会劳动法律监督提示函"),
            paragraph(
                "{% if 线索来源 %}{{ 线索来源 }}。{% endif %}为维护职工合法权益、预防劳动争议，"
                "现就{{ 事由 }}向你单位提示如下："
            ),
            *_each("事实"),
            tag("if 规定"),
            paragraph("请注意遵守下列规定："),
            *_each("规定"),
            tag("endif"),
            *_each("要求"),
            paragraph("请你单位对照自查，妥善处理，并欢迎就有关问题与本工会沟通。"),
            *_attachments(),
            *_foot(),
        )
    )


def inquiry() -> str:
    """D-71 问询函."""
    return "".join(
        (
            *_head("工会劳动法律监督问询函"),
            paragraph(
                "{% if 线索来源 %}{{ 线索来源 }}。{% endif %}根据《河北省工会劳动法律监督条例》"
                "第十七条的规定，现就{{ 事由 }}向你单位问询。"
            ),
            tag("if 事实"),
            paragraph("反映的情况："),
            *_each("事实"),
            tag("endif"),
            tag("if 规定"),
            paragraph("涉及的规定："),
            *_each("规定"),
            tag("endif"),
            paragraph("请你单位说明："),
            *_each("要求"),
            paragraph(
                "请自收到本函之日起五个工作日内（即{{ 答复期限 }}前，含当日）向本工会"
                f"{_WHERE}作出书面说明。"
            ),
            *_attachments(),
            *_foot(),
        )
    )


def opinion() -> str:
    """D-72 意见书."""
    return "".join(
        (
            *_head("工会劳动法律监督意见书"),
            paragraph(
                "{% if 线索来源 %}{{ 线索来源 }}。{% endif %}{{ 调查 }}，"
                "你单位存在下列违反劳动法律法规的情形："
            ),
            *_each("事实"),
            paragraph("上述情形不符合："),
            *_each("规定"),
            paragraph("根据《河北省工会劳动法律监督条例》第十九条的规定，提出如下意见："),
            *_each("要求"),
            paragraph(
                "请你单位自收到本意见书之日起十五日内（即{{ 答复期限 }}前，含当日）"
                f"向本工会{_WHERE}书面答复情况和改正措施。无正当理由不改正或者不答复的，"
                "将依法提请有关部门处理。"
            ),
            *_attachments(),
            *_foot(),
        )
    )


def proposal() -> str:
    """D-73 建议书."""
    return "".join(
        (
            *_head("工会劳动法律监督建议书"),
            paragraph(
                "{{ 用人单位 }}存在违反劳动法律法规的情形。{{ 意见书 }}"
                "根据《河北省工会劳动法律监督条例》第二十一条的规定，现将有关情况移交你单位，"
                "并提出如下建议。"
            ),
            paragraph("查明的事实："),
            *_each("事实"),
            paragraph("违反的规定："),
            *_each("规定"),
            paragraph("建议："),
            *_each("要求"),
            paragraph(
                "随函移交相关材料。请依法处理，并根据《河北省工会劳动法律监督条例》第二十二条的规定，"
                f"在办结后十五日内向本工会{_WHERE}反馈调查处理结果。"
            ),
            *_attachments(),
            *_foot(),
        )
    )
