"""Papers after the agreement: its schedule, review, confirmation, payment order, execution."""

from shared_parts import SIDES_SIGN, WHERE, bold, both_sign, others_sign
from word_parts import (
    BLANK_DAY,
    SIGNED,
    annex,
    cell,
    flush,
    head,
    kept,
    paragraph,
    right,
    small,
    table,
    tag,
    title,
)

_EMPLOYER = (
    "{{ 被申请人.名称 }}，统一社会信用代码{{ 被申请人.信用代码 }}，住所{{ 被申请人.住所 }}，"
    "法定代表人（负责人）{{ 被申请人.法定代表人 }}，职务{{ 被申请人.职务 }}，"
    "联系电话{{ 被申请人.联系电话 }}。"
)
_PERSON = (
    "{{ 人.姓名 }}，{{ 人.性别 }}，{{ 人.出生日期 }}出生，{{ 人.证件名称 }}{{ 人.证件号码 }}，"
    "住{{ 人.住所 }}，联系电话{{ 人.联系电话 }}。"
)


def _both(employer: str = _EMPLOYER, person: str = _PERSON) -> tuple[str, ...]:
    """Return the paragraphs that name both sides as joint applicants, who applied first."""
    return (
        tag("if 单位申请"),
        paragraph(bold("申请人（甲方）："), employer),
        *_workers("申请人（乙方）：", person),
        tag("else"),
        *_workers("申请人（甲方）：", person),
        paragraph(bold("申请人（乙方）："), employer),
        tag("endif"),
        tag("for 方 in 共同申请人"),
        paragraph(bold("申请人（{{ 方.地位 }}）："), "{{ 方.介绍 }}。"),
        tag("endfor"),
    )


def _workers(named: str, person: str) -> tuple[str, ...]:
    return (
        tag("if 多人"),
        paragraph(bold(named), "{{ 申请人简称 }}（名单附后）。"),
        tag("else"),
        tag("for 人 in 申请人"),
        paragraph(bold(named), person),
        tag("endfor"),
        tag("endif"),
    )


def _reached(text: str, party: str) -> str:
    """Return how a party is introduced, with the address for service before the telephone."""
    return text.replace("，联系电话", f"，送达地址{{{{ {party}.通讯地址 }}}}，联系电话")


def _roll() -> tuple[str, ...]:
    """Return the annex with the workers of a group and room for their signatures."""
    return (
        tag("if 多人"),
        annex("附件"),
        paragraph("申请人名单及签字表", style="Subtitle"),
        flush("{{ 案号 }}"),
        table(
            (11, 22, 40, 30, 29, 24),
            [
                ["#序号", "#姓名", "#证件号码", "#住所（送达地址）", "#联系电话", "#签名捺印"],
                "for 人 in 申请人",
                [
                    "={{ 人.序号 }}",
                    "={{ 人.姓名 }}",
                    "={{ 人.证件号码 }}",
                    "~{{ 人.住所和送达地址 }}",
                    "={{ 人.联系电话 }}",
                    "",
                ],
                "endfor",
            ],
            heads=1,
            height=10,
        ),
        tag("endif"),
    )


def _signed_by_both() -> str:
    """Return the signatures of both, on the page of the list of papers below them."""
    pair = (
        "申请人（甲方签名、{% if 单位申请 %}盖章{% else %}捺印{% endif %}）：",
        "申请人（乙方签名、{% if 单位申请 %}捺印{% else %}盖章{% endif %}）：",
    )
    beside = "申请人{{ 方.名称 }}（签名、盖章）："
    return both_sign(
        pair, height=14, on_page_of_next=True, others=others_sign(beside, "共同申请人")
    )


def _taken_on() -> tuple[str, ...]:
    """Return what others took on: to pay first, jointly or in another's place, to guarantee."""
    return (tag("for 句 in 其他义务"), paragraph("按照协议第四条，{{ 句 }}"), tag("endfor"))


def _content() -> tuple[str, ...]:
    return (
        paragraph("协议主要内容：{{ 单位称谓 }}向{{ 劳动者称谓 }}支付{{ 合计 }}，具体为："),
        tag("for 期 in 分期"),
        paragraph("第{{ 期.期次 }}期：于{{ 期.到期日 }}前（含当日）支付{{ 期.金额 }}。"),
        tag("endfor"),
        *_taken_on(),
        tag("for 项 in 手续"),
        paragraph("{{ 项.义务人 }}应于{{ 项.到期日 }}前（含当日）履行：{{ 项.内容 }}。"),
        tag("endfor"),
        paragraph("履行情况：{{ 履行情况 }}"),
    )


def schedule() -> str:
    """D-31 履行计划表."""
    return "".join(
        (
            title("履行计划表"),
            flush("{{ 案号 }}"),
            flush("协议生效日期：{{ 生效日期 }}"),
            flush("一、支付义务（付款人：{{ 被申请人.名称 }}）"),
            table(
                (11, 17, 23, 11, 26, 19, 12, 26, 11),
                [
                    [
                        *("#序号", "#权利人", "#项目", "#期次", "#金额（元）", "#到期日"),
                        *("#方式", "#账户（脱敏）", "#备注"),
                    ],
                    "for 行 in 支付明细",
                    [
                        "={{ 行.序号 }}",
                        "={{ 行.姓名 }}",
                        "~{{ 行.项目 }}",
                        "={{ 行.期次 }}",
                        "+{{ 行.金额 }}",
                        "={{ 行.到期日 }}",
                        "={{ 行.付款方式 }}",
                        "",
                        "",
                    ],
                    "endfor",
                    [cell("^合计", 4), "+{{ 合计数字 }}", *[""] * 4],
                ],
                heads=1,
                height=6,
            ),
            *_taken_on(),
            tag("if 手续"),
            kept("二、其他义务", style="Flush"),
            table(
                (12, 38, 68, 38),
                [
                    ["#序号", "#义务人", "#履行内容", "#履行期限"],
                    "for 项 in 手续",
                    ["={{ 项.序号 }}", "={{ 项.义务人 }}", "~{{ 项.内容 }}", "={{ 项.到期日 }}"],
                    "endfor",
                ],
                heads=1,
                height=7,
            ),
            tag("endif"),
            kept(
                "履行后请将银行回单、收条、离职证明签收单等凭证送{{ 机构简称 }}。未按期履行的，"
                "{{ 机构简称 }}将督促履行并记录。"
            ),
            both_sign(SIDES_SIGN, height=12, others=others_sign()),
        )
    )


def review() -> str:
    """D-40 仲裁审查申请书."""
    return "".join(
        (
            title("仲裁审查申请书"),
            *_both(_reached(_EMPLOYER, "被申请人"), _reached(_PERSON, "人")),
            head("申请事项"),
            paragraph(
                "请求对{{ 机构全称 }}主持达成的{{ 案号 }}调解协议进行仲裁审查，并制作仲裁调解书。"
            ),
            head("事实和理由"),
            paragraph(
                "双方因{{ 案由 }}发生争议，经{{ 机构全称 }}调解员{{ 调解员 }}主持调解，于"
                "{{ 协议日期 }}自愿达成调解协议，协议于{{ 生效日期 }}生效。"
            ),
            *_content(),
            paragraph(
                "双方承诺：本协议系自愿达成，内容真实，不违反法律、行政法规的强制性规定，未损害国家"
                "利益、社会公共利益和他人合法权益；未就同一争议申请司法确认。现依据《劳动人事争议仲裁"
                "办案规则》第七十四条，自协议生效之日起十五日内（即{{ 仲裁审查期限 }}前）共同"
                "提出申请。"
            ),
            kept("此致"),
            flush("{{ 仲裁委 }}"),
            _signed_by_both(),
            small(
                "附件：1．调解协议书　2．双方身份证明和主体资格证明　3．调解笔录　4．送达地址确认书"
                "　5．授权委托书（有代理人的）"
            ),
            *_roll(),
        )
    )


def confirmation() -> str:
    """D-41 司法确认申请书."""
    return "".join(
        (
            title("司法确认申请书"),
            *_both(),
            head("请求事项"),
            paragraph(
                "请求确认申请人双方于{{ 协议日期 }}经{{ 机构全称 }}主持达成的{{ 案号 }}调解协议"
                "有效。"
            ),
            head("事实与理由"),
            paragraph(
                "双方因{{ 案由 }}发生争议，于{{ 收到日期 }}向{{ 机构全称 }}申请调解，{{ 机构简称 }}"
                "于{{ 受理日期 }}受理，由调解员{{ 调解员 }}主持，双方于{{ 协议日期 }}自愿达成调解"
                "协议，协议于{{ 生效日期 }}生效。"
            ),
            *_content(),
            paragraph(
                "双方承诺：出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如因该协议"
                "内容给国家、集体或者他人造成损害的，愿意承担相应的法律责任。现依据《中华人民共和国"
                "民事诉讼法》第二百零五条，自协议生效之日起三十日内（即{{ 司法确认期限 }}前）"
                "共同提出申请。"
            ),
            kept("此致"),
            flush("{{ 法院 }}"),
            _signed_by_both(),
            small(
                "附：1．调解协议书　2．调解组织主持调解的证明　3．双方身份证明和主体资格证明"
                "　4．与协议有关的财产权利证明　5．送达地址确认书　6．授权委托书（有代理人的）"
            ),
            *_roll(),
        )
    )


def conducted() -> str:
    """D-42 调解组织主持调解的证明."""
    return "".join(
        (
            title("调解组织主持调解的证明"),
            paragraph(
                "兹证明：{{ 双方 }}的{{ 案由 }}争议，由本"
                "{{ 机构简称 }}（性质：{{ 组织性质 }}；设立依据：{{ 设立依据 }}）调解员{{ 调解员 }}"
                "主持调解，于{{ 协议日期 }}达成调解协议（{{ 案号 }}），协议于{{ 生效日期 }}生效。"
            ),
            kept("特此证明。"),
            flush(""),
            right(SIGNED),
            right("{{ 出具日期 }}"),
            WHERE,
        )
    )


_CREDITOR = (
    tag("for 人 in 本人"),
    paragraph(bold("{{ 申请称谓 }}："), _PERSON),
    tag("endfor"),
    paragraph(bold("{{ 对方称谓 }}："), _EMPLOYER),
)


def payment_order() -> str:
    """D-43 支付令申请书."""
    return "".join(
        (
            title("支付令申请书"),
            *_CREDITOR,
            head("请求事项"),
            paragraph("请求依法发出支付令，督促被申请人给付申请人{{ 申请金额 }}，逐项如下："),
            table(
                (16, 54, 20, 36, 30),
                [
                    ["#序号", "#款项", "#期次", "#未付金额（元）", "#到期日"],
                    "for 行 in 申请款项",
                    [
                        "^{{ 行.序号 }}",
                        "{{ 行.项目 }}",
                        "^{{ 行.期次 }}",
                        ">{{ 行.金额 }}",
                        "^{{ 行.到期日 }}",
                    ],
                    "endfor",
                ],
                heads=1,
            ),
            head("事实与理由"),
            paragraph(
                "申请人与被申请人因{{ 案由 }}争议，经{{ 机构全称 }}调解，于{{ 协议日期 }}达成"
                "{{ 案号 }}调解协议，协议于{{ 生效日期 }}生效。上列款项均已到期，被申请人至今未"
                "（足额）支付。{{ 催告情况 }}"
            ),
            paragraph(
                "上列款项属于《中华人民共和国劳动争议调解仲裁法》第十六条规定的拖欠劳动报酬、工伤医疗费、"
                "经济补偿或者赔偿金事项。申请人对被申请人没有对待给付义务，双方没有其他债务纠纷，支付令"
                "能够送达被申请人。"
            ),
            paragraph("证据：调解协议书；{{ 催告证据 }}身份证明。"),
            kept("此致"),
            flush("{{ 法院 }}"),
            right("申请人（签名、捺印）：　　　　　　　　"),
            right(BLANK_DAY),
        )
    )


def execution() -> str:
    """D-44 强制执行申请书."""
    return "".join(
        (
            title("强制执行申请书"),
            *_CREDITOR,
            tag("for 方 in 共同被执行人"),
            paragraph(bold("被执行人："), "{{ 方.介绍 }}。"),
            tag("endfor"),
            head("执行依据"),
            paragraph("{{ 执行依据 }}，于{{ 依据生效日 }}生效。"),
            tag("for 方 in 共同被执行人"),
            paragraph("{{ 方.名称 }}签署了上列执行依据所依据的{{ 案号 }}调解协议，{{ 方.义务 }}。"),
            tag("endfor"),
            head("请求事项"),
            tag("if 未到期"),
            paragraph(
                "一、请求强制执行被执行人已经到期而未付的{{ 已到期金额 }}及迟延履行期间的债务利息。"
            ),
            paragraph("二、尚未到期的{{ 未到期金额 }}（由申请执行人勾选）："),
            paragraph("□不在本次申请之内，到期未付的另行申请；"),
            paragraph("□因被执行人未按期足额支付，按照执行依据的约定请求一并强制执行。"),
            tag("else"),
            paragraph("请求强制执行被执行人应付而未付的{{ 未付金额 }}及迟延履行期间的债务利息。"),
            tag("endif"),
            head("已履行部分"),
            paragraph("{{ 已履行 }}"),
            head("财产线索"),
            tag("for 行 in 财产线索"),
            flush("{{ 行 }}"),
            tag("endfor"),
            paragraph(
                "申请执行的期间为二年，自法律文书规定的履行期间或者分期履行的最后一期的最后一日起计算"
                "（《中华人民共和国民事诉讼法》第二百五十条）。"
            ),
            kept("此致"),
            flush("{{ 法院 }}"),
            right("申请执行人（签名、捺印）：　　　　　　　　"),
            right(BLANK_DAY),
            small("附：执行依据原件及生效证明、身份证明、授权委托书（有代理人的）。"),
        )
    )
