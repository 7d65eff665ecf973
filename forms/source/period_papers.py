"""The text reports of a month, quarter or half-year (HS-22) and of a year (HS-23).

The order follows the report set of the centre's statistics; what only the author can judge,
what is wrong and what comes next, is left to be written.
"""

from collections.abc import Sequence
from dataclasses import replace

from word_parts import Cell, cell, kept, paragraph, right, run, table, tag, with_next

_PICTURE = '<w:keepNext/><w:spacing w:before="60" w:after="0" w:line="240" w:lineRule="auto"/>'
_CAPTION = '<w:spacing w:before="0" w:after="160"/>'
_APART = '<w:spacing w:before="160"/>'
_ABOVE = '<w:keepNext/><w:spacing w:before="160" w:after="0"/>'
_COUNTS = ("期初未结", "受理", "人数", "结案", "达成协议", "自行和解", "未达成", "撤回", "期末未结")
_SUMS = ("请求金额", "协议金额", "履行金额")


def _level(text: str) -> str:
    return paragraph(text, style="Head2", extra=_APART)


def _part(text: str) -> str:
    return paragraph(text, style="Head1", extra=_APART)


def _picture(field: str, caption: str) -> str:
    """Return a picture of the period with its caption, or that there is none."""
    return "".join(
        (
            paragraph("{{ " + field + " }}", style="Centred", extra=_PICTURE),
            paragraph(run(caption, font="黑体"), style="CellCentre", extra=_CAPTION),
        )
    )


def _title_of_table(text: str) -> str:
    return paragraph(run(text, font="黑体"), style="CellCentre", extra=_ABOVE)


def _list(
    caption: str,
    field: str,
    columns: Sequence[tuple[str, str, float]],
    *,
    left: Sequence[str] = ("名称",),
    sums: Sequence[str] = (),
) -> str:
    """Return a table with a row for each entry of a list, 无 where there is none.

    A column is its heading, its field and its width in mm. The last row, mostly a sum, never
    stands alone on a page.
    """
    heads = [
        Cell(paragraph(run(title, font="黑体"), style="FineCentre")) for title, _f, _w in columns
    ]
    marks = {**dict.fromkeys(left, "~"), **dict.fromkeys(sums, "+")}
    row = [cell(marks.get(name, "=") + "{{ 行." + name + " }}") for _t, name, _w in columns]
    kept_row = [replace(one, content=with_next(one.content)) for one in row]
    rows = [heads, f"for 行 in {field}", "if loop.revindex == 2", kept_row, "else", row, "endif"]
    return "".join(
        (
            _title_of_table(caption),
            tag(f"if {field}"),
            table(
                [width for _t, _f, width in columns],
                [*rows, "endfor"],
                heads=1,
                height=6.5,
            ),
            tag("else"),
            paragraph("无", style="CellCentre"),
            tag("endif"),
        )
    )


def _counted(caption: str, field: str, first: str) -> str:
    """Return the numbers of cases and people by a dimension."""
    titles = ("期初未结", "受理", "涉及人数", "结案", "达成协议", "自行和解", "未达成", "撤回",
              "期末未结")  # fmt: skip
    columns = [(first, "名称", 39.0)]
    columns += [(title, name, 13.0) for title, name in zip(titles, _COUNTS, strict=True)]
    return _list(caption, field, columns)


def _money(caption: str, field: str, first: str) -> str:
    """Return the sums by a dimension."""
    columns = [(first, "名称", 54.0)]
    columns += [(f"{name}（元）", name, 34.0) for name in _SUMS]
    return _list(caption, field, columns, sums=_SUMS)


def _opening(title: str) -> str:
    number = '<w:spacing w:before="0" w:after="200"/>'
    return "".join(
        (
            paragraph("{{ 机构全称 }}", style="Subtitle"),
            paragraph(title, style="Title", extra='<w:spacing w:before="0" w:after="120"/>'),
            paragraph("编号：{{ 编号 }}", style="CellCentre", extra=number),
            paragraph(
                "现将{{ 报告期 }}劳动争议调解工作情况报告如下。"
                "报告期自{{ 起日 }}起至{{ 止日 }}止。{{ 数据状态 }}。"
            ),
        )
    )


def _whole(now: str, *, annual: bool) -> str:
    """Return the first part: the figures as a whole, compared."""
    begin, end = ("年初", "年末") if annual else ("期初", "期末")
    cases = (
        f"{begin}未结案件{{{{ 本期.期初未结 }}}}件，{now}受理{{{{ 本期.受理 }}}}件，"
        "涉及劳动者{{ 本期.人数 }}人，其中集体争议{{ 指标.集体争议 }}件、"
        "{{ 指标.集体争议人数 }}人；"
        f"{now}结案{{{{ 本期.结案 }}}}件，其中达成调解协议{{{{ 本期.达成协议 }}}}件，"
        "自行和解{{ 本期.自行和解 }}件，未达成协议{{ 本期.未达成 }}件，"
        f"撤回申请{{{{ 本期.撤回 }}}}件；{end}未结{{{{ 本期.期末未结 }}}}件。"
    )
    before = (
        f"{now}登记调解申请{{{{ 指标.登记申请 }}}}件，不予受理{{{{ 指标.不予受理 }}}}件，"
        "受理前终结{{ 指标.受理前终结 }}件；接待咨询{{ 指标.咨询 }}件次。"
    )
    return "".join(
        (
            _part("一、总体情况"),
            _level("（一）受理和办结"),
            paragraph(cases),
            paragraph(before),
            *_changes(annual),
            _picture("趋势图", f"图1　截至{now}末十二个月受理、结案和达成协议件数"),
            _level("（二）办理质效"),
            paragraph("{{ 成功率说明 }}"),
            _picture("结果图", f"图2　{now}结案结果"),
            _picture("天数图", "图3　受理至协议、协议至履行的天数"),
            _level("（三）涉案金额"),
            paragraph(
                f"{now}受理案件请求金额{{{{ 本期.请求金额 }}}}元，达成协议金额"
                "{{ 本期.协议金额 }}元；已履行（为职工挽回损失）{{ 本期.履行金额 }}元，"
                "{{ 同比.履行金额 }}。"
            ),
            _picture("金额图", f"图4　{now}请求、协议和履行金额"),
            _compared(annual),
        )
    )


def _changes(annual: bool) -> tuple[str, ...]:
    last_year = (
        "与上年同期相比：受理案件{{ 同比.受理 }}；涉及劳动者{{ 同比.人数 }}；"
        "结案{{ 同比.结案 }}；达成协议{{ 同比.达成协议 }}。"
    )
    if annual:
        return (paragraph(last_year.replace("上年同期相比", "上年相比")),)
    before = (
        "与上期相比：受理案件{{ 环比.受理 }}；涉及劳动者{{ 环比.人数 }}；"
        "结案{{ 环比.结案 }}；达成协议{{ 环比.达成协议 }}。"
    )
    return (paragraph(before), paragraph(last_year))


def _compared(annual: bool) -> str:
    values = ("本期", "上期", "上年同期", "本年累计")
    if annual:
        columns = [
            ("指标", "名称", 44.0),
            ("本年", "本期", 42.0),
            ("上年", "上年同期", 42.0),
            ("增减", "同比", 28.0),
        ]
        months = _list(
            "表2　各月受理、结案和达成协议件数",
            "月份表",
            [("月份", "名称", 39.0), *((n, n, 39.0) for n in ("受理", "结案", "达成协议"))],
            left=(),
        )
        return _list("表1　主要指标与上年比较", "对比表", columns, sums=values) + months
    columns = [
        ("指标", "名称", 25.4),
        ("本期", "本期", 24.9),
        ("上期", "上期", 24.9),
        ("环比", "环比", 15.5),
        ("上年同期", "上年同期", 24.9),
        ("同比", "同比", 15.5),
        ("本年累计", "本年累计", 24.9),
    ]
    return _list("表1　主要指标比较", "对比表", columns, sums=values)


def _spread(first: int) -> str:
    """Return where the disputes come from; tables are numbered from `first`."""
    return "".join(
        (
            _part("二、争议类型和分布"),
            _level("（一）争议类型"),
            paragraph("受理案件较多的类型为：{{ 主要类型 }}。"),
            _picture("类型图", "图5　各类争议受理件数"),
            _counted(f"表{first}　各类争议案件", "类型表", "类型"),
            _money(f"表{first + 1}　各类争议金额", "类型表", "类型"),
            _level("（二）县区分布"),
            paragraph("受理案件较多的县区为：{{ 主要县区 }}。"),
            _picture("县区图", "图6　各县区受理件数"),
            _counted(f"表{first + 2}　各县区案件", "县区表", "县区"),
            _money(f"表{first + 3}　各县区金额", "县区表", "县区"),
            _level("（三）行业和来源"),
            paragraph(
                "按行业和用人单位性质，受理案件较多的为：{{ 主要行业 }}。"
                "按案件来源，较多的为：{{ 主要来源 }}。"
            ),
            _counted(f"表{first + 4}　各行业、性质案件", "行业表", "行业·性质"),
            _money(f"表{first + 5}　各行业、性质金额", "行业表", "行业·性质"),
            _counted(f"表{first + 6}　各来源案件", "来源表", "来源"),
            _money(f"表{first + 7}　各来源金额", "来源表", "来源"),
            _level("（四）重点群体"),
            paragraph(
                "受理案件涉及的劳动者中，女职工{{ 指标.女职工 }}人，农民工{{ 指标.农民工 }}人，"
                "工会会员{{ 指标.工会会员 }}人，新就业形态劳动者{{ 指标.新就业形态 }}人，"
                "超龄劳动者{{ 指标.超龄劳动者 }}人。"
            ),
            _list(
                f"表{first + 8}　劳动者群体",
                "人群表",
                [("群体", "名称", 76.0), ("人数", "人数", 40.0), ("占比", "占比", 40.0)],
            ),
        )
    )


def _work(first: int, now: str) -> str:
    worked = (
        *(("调解员", "名称", 22.0), ("期初未结", "期初未结", 13.0), ("受理", "受理", 13.0)),
        *(("调解次数", "调解次数", 13.0), ("结案", "结案", 13.0), ("达成协议", "达成协议", 13.0)),
        *(("自行和解", "自行和解", 13.0), ("期末未结", "期末未结", 13.0)),
        *(("按期办结", "按期办结", 13.0), ("按期率", "按期办结率", 17.0)),
        ("平均天数", "平均天数", 13.0),
    )
    missed = (
        *(("案号", "案号", 33.0), ("期限", "期限", 33.0), ("被申请人", "被申请人", 32.0)),
        *(("到期日", "到期日", 22.0), ("完成日", "完成日", 22.0), ("调解员", "调解员", 14.0)),
    )
    collective = (
        *(("案号", "案号", 34.0), ("被申请人", "被申请人", 42.0), ("人数", "人数", 11.0)),
        *(("受理日期", "受理日期", 22.0), ("协议金额", "协议金额", 23.5)),
        ("履行金额", "履行金额", 23.5),
    )
    return "".join(
        (
            _part("三、案件办理"),
            _level("（一）调解员工作"),
            _picture("调解员图", "图7　调解员工作量和按期办结"),
            _list(f"表{first}　调解员工作量和按期办结", "调解员表", worked),
            _level("（二）期限"),
            paragraph(f"{now}逾期的期限{{{{ 逾期件数 }}}}项。"),
            _list(
                f"表{first + 1}　逾期的期限", "逾期表", missed,
                left=("案号", "期限", "被申请人"),
            ),
            _level("（三）集体争议"),
            paragraph(f"{now}受理十人以上且有共同请求的争议{{{{ 集体争议件数 }}}}件。"),
            _list(
                f"表{first + 2}　集体争议", "集体争议表", collective,
                left=("案号", "被申请人"), sums=("协议金额", "履行金额"),
            ),
        )
    )  # fmt: skip


def _after(first: int, now: str) -> str:
    owing = (
        *(("案号", "案号", 27.0), ("申请人", "申请人", 13.0), ("被申请人", "被申请人", 23.0)),
        *(("生效日", "生效日", 22.0), ("到期金额", "到期金额", 23.6)),
        *(("履行金额", "履行金额", 23.6), ("欠付金额", "欠付金额", 23.8)),
    )
    named = ("名称", 46.0)
    return "".join(
        (
            _part("四、协议履行和权益保障"),
            _level("（一）履行"),
            paragraph(
                "{{ 履行率说明 }}{{ 履行说明 }}"
                "期末尚有{{ 欠付件数 }}件协议未按期足额履行，欠付{{ 欠付金额 }}元。"
            ),
            _list(
                f"表{first}　到期未足额履行的协议", "欠付表", owing,
                left=("案号", "申请人", "被申请人"), sums=("到期金额", "履行金额", "欠付金额"),
            ),
            _level("（二）仲裁审查和司法确认"),
            paragraph(
                f"{now}生效的协议中，申请仲裁审查或者司法确认的{{{{ 指标.审查确认 }}}}件，"
                "{{ 审查确认率说明 }}；结案后已知进入仲裁或者诉讼的"
                "{{ 指标.进入仲裁 }}件。"
            ),
            _list(
                f"表{first + 1}　仲裁审查和司法确认",
                "确认表",
                [("程序", "名称", 56.0),
                 *((n, n, 25.0) for n in ("申请", "准许", "不予", "未决"))],
            ),
            _level("（三）工会劳动法律监督"),
            _list(
                f"表{first + 2}　一函两书",
                "函书表",
                [("文书", *named),
                 *((n, n, 22.0) for n in ("发出", "答复", "逾期未答复", "改正", "移送"))],
            ),
            _level("（四）法律援助"),
            _list(
                f"表{first + 3}　法律援助和追回金额",
                "援助表",
                [("事项", *named), *((n, n, 15.0) for n in ("申请", "给予", "办结", "农民工")),
                 ("协议金额（元）", "协议金额", 25.0), ("追回金额（元）", "追回金额", 25.0)],
                sums=("协议金额", "追回金额"),
            ),
            _level("（五）重点关注用人单位"),
            paragraph(
                "截至期末，本中心列入重点关注的用人单位{{ 关注单位数 }}家；另有"
                "{{ 预警单位数 }}家达到预警指标、尚未列入。预警等级和名单供内部工作使用，"
                "不随本报告公布。"
            ),
        )
    )  # fmt: skip


def _end() -> str:
    return "".join(
        (
            _part("五、存在的问题和下一步工作"),
            _level("（一）存在的问题"),
            tag("for 段 in 问题"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            _level("（二）下一步工作"),
            tag("for 段 in 打算"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            kept("", style="Flush"),
            kept("{{ 机构全称 }}（印章）", style="RightLine"),
            right("{{ 出具日期 }}"),
            paragraph(
                run("附：指标说明", font="黑体"), style="Flush", extra="<w:pageBreakBefore/>"
            ),
            tag("for 段 in 指标说明"),
            paragraph("{{ loop.index }}．{{ 段 }}", style="Fine"),
            tag("endfor"),
            paragraph(run("平衡关系", font="黑体"), style="FineHead"),
            tag("for 段 in 校验"),
            paragraph("{{ 段 }}", style="Fine"),
            tag("endfor"),
        )
    )


def _report(title: str, now: str, *, annual: bool) -> str:
    first = 3 if annual else 2
    return "".join(
        (
            _opening(title),
            _whole(now, annual=annual),
            _spread(first),
            _work(first + 9, now),
            _after(first + 12, now),
            _end(),
        )
    )


def period_report() -> str:
    """HS-22 劳动争议调解工作报告（月度、季度、半年）."""
    return _report("{{ 报告期 }}劳动争议调解工作报告", "本期", annual=False)


def annual_report() -> str:
    """HS-23 劳动争议调解工作年度报告."""
    return _report("{{ 报告期 }}劳动争议调解工作报告", "本年", annual=True)
