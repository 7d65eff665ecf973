"""What a people's mediator notes of an agreement by word of mouth (口头调解协议)."""

from shared_parts import SIDES_SIGN, SIGNS_BESIDE
from word_parts import (
    BLANK_DAY,
    SIGNED,
    Cell,
    cell,
    kept,
    several,
    small,
    small_tag,
    table,
    title,
)


def oral_agreement() -> str:
    """HS-25 人民调解口头协议登记表 (人民调解法第二十八条)."""
    wide = 3
    return "".join(
        (
            title("人民调解口头协议登记表"),
            table(
                (22, 53, 22, 59),
                [
                    ["^案号", "{{ 案号 }}", "^协议日期", "{{ 调解日期 }}"],
                    ["^申请人", cell("{{ 申请方 }}", wide)],
                    ["^被申请人", cell("{{ 被申请方 }}", wide)],
                    ["^案由", "{{ 案由 }}", "^调解地点", "{{ 调解地点 }}"],
                    ["^主要事实和争议事项", several(*_asked_for(), span=wide)],
                    ["^协议内容", several(*_agreed_on(), span=wide)],
                    ["^履行方式和时限", several(*_paid_when(), span=wide)],
                ],
                height=7,
            ),
            small(
                "当事人采取口头协议方式，由人民调解员记录协议内容；口头调解协议自各方当事人达成协议"
                "之日起生效（《中华人民共和国人民调解法》第二十八条、第三十条）。"
            ),
            table(
                (78, 78),
                [
                    [_signed(text) for text in SIDES_SIGN],
                    "for 方 in 其他签署人",
                    [_signed(SIGNS_BESIDE, 2)],
                    "endfor",
                    [_signed("人民调解员（签名）："), _signed("记录人（签名）：")],
                    [cell(SIGNED), cell(BLANK_DAY)],
                ],
                borders=False,
                height=11,
            ),
        )
    )


def _signed(text: str, span: int = 1) -> Cell:
    return Cell(kept(text, style="Cell"), span)


def _asked_for() -> tuple[str, ...]:
    return (
        small_tag("for 段 in 请求说明"),
        small("{{ 段 }}"),
        small_tag("endfor"),
        small_tag("if not 请求说明"),
        small_tag("for 项 in 请求"),
        small("{{ 项.序号 }}．{{ 项.项目 }}：人民币{{ 项.请求金额 }}元。"),
        small_tag("endfor"),
        small_tag("endif"),
    )


def _agreed_on() -> tuple[str, ...]:
    return (
        small_tag("if 劳动关系 == '继续履行'"),
        small("（一）双方继续履行劳动合同。"),
        small_tag("endif"),
        small_tag("if 劳动关系 == '协商解除'"),
        small("（一）双方于{{ 解除日期 }}协商一致解除劳动合同。"),
        small_tag("endif"),
        small_tag("if 劳动关系 == '已经解除'"),
        small("（一）双方确认劳动合同已于{{ 解除日期 }}解除或者终止。"),
        small_tag("endif"),
        small("（二）{{ 单位称谓 }}向{{ 劳动者称谓 }}支付下列款项，合计{{ 合计 }}："),
        small_tag("for 项 in 支付项目"),
        small("{{ 项.序号 }}．{{ 项.项目 }}：人民币{{ 项.金额 }}元。"),
        small_tag("endfor"),
        small_tag("if 其他义务"),
        small("（三）{% for 句 in 其他义务 %}{{ 句 }}{% endfor %}"),
        small_tag("endif"),
        small_tag("if 其他约定"),
        small("其他约定：{{ 其他约定 }}"),
        small_tag("endif"),
    )


def _paid_when() -> tuple[str, ...]:
    return (
        small_tag("for 期 in 分期"),
        small("于{{ 期.到期日 }}前（含当日）支付{{ 期.金额 }}，{{ 支付方式 }}。"),
        small_tag("endfor"),
        small_tag("for 项 in 其他手续"),
        small("{{ 项.义务人 }}于{{ 项.到期日 }}前（含当日）履行：{{ 项.内容 }}。"),
        small_tag("endfor"),
        small_tag("if 违约责任"),
        small("逾期责任：{{ 违约责任 }}"),
        small_tag("endif"),
    )
