"""The calculation sheet (核算表)."""

from word_parts import (
    Cell,
    cell,
    flush,
    head,
    paragraph,
    run,
    several,
    small,
    table,
    tag,
    title,
)

_COLUMNS = ["#步骤", "#算式", "#结果", "#依据"]
_STEP_WIDTHS = (36, 48, 32, 40)
"""A result may be two days or a length of time: it has the room of both on two lines."""
_TOTAL_WIDTHS = (12, 38, 13, 31, 31, 31)
"""A group's sums have seven digits: they stay whole also in a fallback font."""


def _items(source: str) -> list[object]:
    """Rows of every item of `source` with its steps."""
    return [
        f"for 项 in {source}",
        [
            Cell(
                paragraph(
                    run("{{ 项.项目 }}：{{ 项.金额 }}{{ 项.计量 }}", font="黑体"),
                    "{% if 项.说明 %}　{{ 项.说明 }}{% endif %}",
                    style="FineHead",
                ),
                4,
            )
        ],
        "for 步 in 项.步骤",
        ["~{{ 步.名称 }}", "~{{ 步.算式 }}", "+{{ 步.结果 }}", "~{{ 步.依据 }}"],
        "endfor",
        "endfor",
    ]


def _figures(number: str) -> str:
    """The figures of law that were used, if any were."""
    figures = table(
        (60, 28, 20, 48),
        [
            ["#数据", "#数值", "#起用", "#文件"],
            "for 数 in 数据",
            ["~{{ 数.名称 }}", "+{{ 数.数值 }}", "={{ 数.起用 }}", "~{{ 数.文件 }}"],
            "endfor",
        ],
        heads=1,
        height=5.2,
    )
    return "".join((tag("if 数据"), head(f"{number}、采用的数据"), figures, tag("endif")))


def _listed(heading: str, source: str) -> str:
    """Sentences under a heading, if there are any."""
    return "".join(
        (
            tag(f"if {source}"),
            head(heading),
            tag(f"for 段 in {source}"),
            small("{{ 段 }}"),
            tag("endfor"),
            tag("endif"),
        )
    )


def _foot(number: str) -> str:
    """The figures of law, the ways of counting that differ by place, what to look at."""
    return "".join(
        (
            _figures(number),
            _listed("适用的地区口径", "口径"),
            _listed("提示", "提示"),
        )
    )


def _facts(told: str) -> str:
    return table(
        (60, 96),
        [
            ["#事实", f"#{told}"],
            "for 实 in 事实",
            ["~{{ 实.名称 }}", "~{{ 实.内容 }}"],
            "endfor",
        ],
        heads=1,
        height=5.2,
    )


def _left_open() -> str:
    """What of the totals is not settled, and what they say nothing of."""
    return "".join((tag("if 待核算"), small("{{ 待核算 }}"), tag("endif")))


def _due(source: str) -> Cell:
    """What the law gives, and below it what of it is not settled or still to be computed."""
    return several(
        paragraph(f"{{{{ {source}.应得 }}}}", style="CellRight"),
        tag(f"if {source}.待核算"),
        paragraph(f"{{{{ {source}.待核算 }}}}", style="FineRight"),
        tag("endif"),
    )


def _steps() -> str:
    return table(
        _STEP_WIDTHS,
        [_COLUMNS, *_items("项目"), [cell("=合计", 2), cell("+{{ 合计 }}", 2)]],
        heads=1,
        height=5.2,
    )


def counter_calculation() -> str:
    """HS-21 劳动权益核算单（窗口）."""
    return "".join(
        (
            title("劳动权益核算单"),
            flush("姓名：{{ 姓名 }}"),
            _left_open(),
            head("一、陈述的事实"),
            _facts("本人陈述"),
            head("二、分项核算"),
            _steps(),
            _foot("三"),
            small("本单依据本人陈述核算，仅供参考，不作为对争议的裁断；以查明的事实和证据为准。"),
            small("接待人：＿＿＿＿＿＿　　　　　　　　{{ 日期 }}"),
        )
    )


def worker_calculation() -> str:
    """HS-02 劳动者请求核算单."""
    return "".join(
        (
            title("劳动者请求核算单"),
            flush("案号：{{ 案号 }}"),
            flush("申请人：{{ 姓名 }}"),
            flush("被申请人：{{ 被申请方 }}"),
            small(
                "合计：请求{{ 请求 }}元，应得{{ 应得 }}元，"
                "协议{{ 协议 }}{% if 协议 != '—' %}元{% endif %}"
            ),
            _left_open(),
            head("一、依据的事实"),
            _facts("内容"),
            head("二、分项核算"),
            _steps(),
            _foot("三"),
            small("本单依据双方陈述和现有材料核算，供调解参考，不作为对争议的裁断。"),
            small("核算人：{{ 调解员 }}　　申请人：＿＿＿＿＿＿　　　　{{ 出具日期 }}"),
        )
    )


def calculation() -> str:
    """HS-01 劳动争议请求核算表."""
    totals = table(
        _TOTAL_WIDTHS,
        [
            ["#序号", "#项目", "#人数", "#请求（元）", "#应得（元）", "#协议（元）"],
            "for 项 in 项目汇总",
            [
                "^{{ 项.序号 }}",
                "{{ 项.项目 }}",
                "^{{ 项.人数 }}",
                ">{{ 项.请求 }}",
                _due("项"),
                ">{{ 项.协议 }}",
            ],
            "endfor",
            [cell("^合计", 3), ">{{ 总计.请求 }}", _due("总计"), ">{{ 总计.协议 }}"],
        ],
        heads=1,
    )
    steps = table(
        _STEP_WIDTHS,
        [
            _COLUMNS,
            "for 人 in 核算",
            [
                Cell(
                    paragraph(
                        run("{{ 人.序号 }}．{{ 人.姓名 }}", font="黑体"),
                        style="FineHead",
                    ),
                    4,
                )
            ],
            [
                Cell(
                    paragraph(
                        "依据的事实：{% for 实 in 人.事实 %}{{ 实.名称 }}：{{ 实.内容 }}"
                        "{% if not loop.last %}；{% endif %}{% endfor %}。",
                        style="Fine",
                    ),
                    4,
                )
            ],
            *_items("人.项目"),
            [cell("={{ 人.姓名 }}合计", 2), cell("+{{ 人.合计 }}", 2)],
            "endfor",
        ],
        heads=1,
        height=5.2,
    )
    return "".join(
        (
            title("劳动争议请求核算表"),
            flush("案号：{{ 案号 }}"),
            flush("申请人：{{ 申请方 }}"),
            flush("被申请人：{{ 被申请方 }}"),
            _left_open(),
            head("一、汇总"),
            totals,
            head("二、分项核算"),
            steps,
            _foot("三"),
            small("本表依据双方陈述和现有材料核算，供调解参考，不作为对争议的裁断。"),
            small("核算人：{{ 调解员 }}　　复核人：　　　　　　　　{{ 出具日期 }}"),
        )
    )
