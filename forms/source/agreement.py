"""The agreement with its annexes (调解协议书)."""

from shared_parts import BY_ITEM, SIDES_SIGN, others_sign
from word_parts import (
    SIGNED,
    Cell,
    annex,
    cell,
    flush,
    head,
    kept,
    paragraph,
    right,
    run,
    signed,
    table,
    tag,
    title,
)


def _agreement_parties() -> tuple[str, ...]:
    workers = (
        tag("if 多人"),
        paragraph(run("{{ 劳动者称谓 }}：", font="黑体"), "{{ 申请人简称 }}（名单见附件二）。"),
        tag("else"),
        tag("for 人 in 申请人"),
        paragraph(
            run("{{ 劳动者称谓 }}：", font="黑体"),
            "{{ 人.姓名 }}，{{ 人.性别 }}，{{ 人.出生日期 }}出生，"
            "{{ 人.证件名称 }}{{ 人.证件号码 }}，"
            "住{{ 人.住所 }}，联系电话{{ 人.联系电话 }}。",
        ),
        tag("endfor"),
        tag("endif"),
        tag("if 劳动者代表"),
        paragraph(run("劳动者代表：", font="黑体"), "{{ 劳动者代表 }}。"),
        tag("endif"),
        *_agents("劳动者代理人"),
    )
    employer = (
        paragraph(
            run("{{ 单位称谓 }}：", font="黑体"),
            "{{ 被申请人.名称 }}，统一社会信用代码{{ 被申请人.信用代码 }}，"
            "住所{{ 被申请人.住所 }}，"
            "法定代表人（负责人）{{ 被申请人.法定代表人 }}，职务{{ 被申请人.职务 }}，"
            "联系电话{{ 被申请人.联系电话 }}。",
        ),
        *_agents("单位代理人"),
    )
    return (
        tag("if 单位申请"),
        *employer,
        *workers,
        tag("else"),
        *workers,
        *employer,
        tag("endif"),
        tag("for 方 in 其他当事人"),
        paragraph(run("{{ 方.地位 }}：", font="黑体"), "{{ 方.介绍 }}{{ 方.代理 }}。"),
        tag("endfor"),
        tag("for 代理 in 其他代理人"),
        paragraph(run("委托代理人：", font="黑体"), "{{ 代理 }}。"),
        tag("endfor"),
    )


_ACTING = "劳动者代理人 or 单位代理人 or 其他代理人 or 劳动者代表"
"""Whether somebody acts for a party, and signs."""


def _agents(names: str) -> tuple[str, ...]:
    """Return a line for each agent of a side; none where it has no agent."""
    return (
        tag(f"for 代理 in {names}"),
        paragraph(run("委托代理人：", font="黑体"), "{{ 代理 }}。"),
        tag("endfor"),
    )


def _agreement_facts() -> tuple[str, ...]:
    return (
        head("一、申请和受理"),
        paragraph(
            "{{ 申请方 }}因{{ 案由 }}于{{ 收到日期 }}向本{{ 机构简称 }}申请调解。双方同意调解，"
            "本{{ 机构简称 }}于{{ 受理日期 }}受理，由{{ 主持人 }}主持、{{ 书记员 }}记录，"
            "于{{ 调解日期 }}在{{ 调解地点 }}进行调解。{% if 代表参加 %}"
            "{{ 劳动者称谓 }}由推选的代表{{ 代表参加 }}参加调解，{{ 单位称谓 }}"
            "{% if 单位代理人 or 其他代理人 %}（及代理人）{% endif %}到场参加。{% else %}双方"
            f"{{% if {_ACTING} %}}（及代理人）{{% endif %}}到场参加。{{% endif %}}"
        ),
        head("二、调解请求和争议事项"),
        tag("for 段 in 请求说明"),
        paragraph("{{ 段 }}"),
        tag("endfor"),
        tag("if 请求说明 and 请求"),
        paragraph(BY_ITEM),
        tag("else"),
        tag("for 项 in 请求"),
        paragraph("{{ 项.序号 }}．{{ 项.项目 }}：人民币{{ 项.请求金额 }}元。"),
        tag("endfor"),
        tag("endif"),
        head("三、双方确认的事实"),
        tag("if 多人"),
        paragraph(
            "各{{ 劳动者称谓 }}的入职日期、离职日期、离职前十二个月平均工资和拖欠工资数额见附件二。"
        ),
        tag("else"),
        tag("for 人 in 申请人"),
        paragraph(
            "{{ 劳动者称谓 }}于{{ 人.入职日期 }}入职"
            "{% if 人.岗位 %}，从事{{ 人.岗位 }}工作{% endif %}，"
            "离职前十二个月平均工资为人民币{{ 人.平均工资 }}元，于{{ 人.离职日期 }}离职，"
            "离职原因为{{ 人.离职原因 }}；拖欠工资人民币{{ 人.拖欠工资 }}元。"
        ),
        tag("endfor"),
        tag("endif"),
        paragraph(
            "以上事实仅为达成本协议而确认；其中涉及妥协而认可的事实，不得在其后的仲裁、诉讼中"
            "作为对其不利的证据，双方均同意的除外。"
        ),
    )


def _agreement_terms() -> tuple[str, ...]:
    return (
        head("四、协议内容"),
        paragraph("经调解，双方自愿达成如下协议："),
        tag("if 劳动关系 == '继续履行'"),
        paragraph("（一）劳动关系：双方继续履行劳动合同。"),
        tag("endif"),
        tag("if 劳动关系 == '协商解除'"),
        paragraph("（一）劳动关系：双方于{{ 解除日期 }}协商一致解除劳动合同。"),
        tag("endif"),
        tag("if 劳动关系 == '已经解除'"),
        paragraph("（一）劳动关系：双方确认劳动合同已于{{ 解除日期 }}解除或者终止。"),
        tag("endif"),
        paragraph("（二）支付项目：{{ 单位称谓 }}向{{ 劳动者称谓 }}支付下列款项，合计{{ 合计 }}。"),
        tag("if 多人"),
        table(
            (12, 44, 16, 30, 30, 24),
            [
                ["#序号", "#项目", "#人数", "#所属期间", "#金额（元）", "#到期日"],
                "for 项 in 支付项目",
                [
                    "^{{ 项.序号 }}",
                    "{{ 项.项目 }}",
                    "^{{ 项.人数 }}",
                    "^{{ 项.所属期间 }}",
                    ">{{ 项.金额 }}",
                    "^{{ 项.到期日 }}",
                ],
                "endfor",
                [cell("^合计", 4), ">{{ 合计数字 }}", ""],
            ],
            heads=1,
        ),
        tag("else"),
        table(
            (14, 52, 34, 32, 24),
            [
                ["#序号", "#项目", "#所属期间", "#金额（元）", "#到期日"],
                "for 项 in 支付项目",
                [
                    "^{{ 项.序号 }}",
                    "{{ 项.项目 }}",
                    "^{{ 项.所属期间 }}",
                    ">{{ 项.金额 }}",
                    "^{{ 项.到期日 }}",
                ],
                "endfor",
                [cell("^合计", 3), ">{{ 合计数字 }}", ""],
            ],
            heads=1,
        ),
        tag("endif"),
        tag("if 分期数 == 1"),
        tag("for 期 in 分期"),
        paragraph(
            "（三）支付方式：{{ 单位称谓 }}应于{{ 期.到期日 }}前（含当日）将上述款项一次性"
            "{{ 支付方式 }}。明细见附件一。"
        ),
        tag("endfor"),
        tag("else"),
        paragraph(
            "（三）支付方式：{{ 单位称谓 }}将上述款项分{{ 分期数 }}期{{ 支付方式 }}，明细见附件一："
        ),
        tag("for 期 in 分期"),
        paragraph(
            "第{{ 期.期次 }}期：于{{ 期.到期日 }}前（含当日）支付{{ 期.金额 }}"
            "{% if loop.last %}。{% else %}；{% endif %}"
        ),
        tag("endfor"),
        tag("endif"),
        paragraph(
            "（四）逾期责任："
            "{% if 分期数 != 1 %}{{ 单位称谓 }}未按期足额支付任何一期的，"
            "{{ 劳动者称谓 }}有权要求就全部未付款项立即支付。{% endif %}"
            "{% if 违约责任 %}{{ 违约责任 }}{% elif 分期数 == 1 %}双方未另行约定。{% endif %}"
        ),
        tag("if 劳动关系 == '继续履行'"),
        paragraph("（五）手续：双方继续履行劳动合同，不涉及解除手续。"),
        tag("else"),
        paragraph(
            "（五）手续：{{ 单位称谓 }}于{{ 证明日期 }}前（含当日）出具解除（终止）劳动合同证明，"
            "并依法办理档案和社会保险关系转移手续；{{ 劳动者称谓 }}配合办理工作交接。"
            "上述手续与第（二）项付款互不为条件。"
        ),
        tag("endif"),
        tag("for 项 in 其他手续"),
        paragraph(
            "{{ 项.义务人 }}于{{ 项.到期日 }}前（含当日）履行：{{ 项.内容 }}。"
            "{% if 项.对待 %}付款以此为条件。{% endif %}"
        ),
        tag("endfor"),
        paragraph(
            "（六）社会保险：{{ 单位称谓 }}依法应当缴纳的社会保险费不因本协议免除。"
            "{% if 含工伤 %}工伤待遇按照附件一所列项目和金额支付。{% endif %}"
        ),
        tag("if 其他义务"),
        paragraph("（七）{% for 句 in 其他义务 %}{{ 句 }}{% endfor %}"),
        tag("endif"),
        paragraph(
            "（{{ 终局序号 }}）双方就本协议所列争议事项达成一次性解决；"
            "但法律规定不得放弃的权利、签订时尚未发现"
            "的职业病或者工伤复发、{{ 单位称谓 }}不履行本协议的责任除外。"
        ),
        tag("if 其他约定"),
        paragraph("（{{ 其他序号 }}）其他约定：{{ 其他约定 }}"),
        tag("endif"),
    )


def _agreement_effect() -> tuple[str, ...]:
    return (
        head("五、履行监督"),
        paragraph("双方应当自觉履行本协议，将履行凭证送本{{ 机构简称 }}，并接受督促和回访。"),
        head("六、送达"),
        paragraph(
            "双方确认的送达地址、电话、电子送达账号见送达地址确认书，适用于调解、仲裁审查、司法确认"
            "及执行阶段。"
        ),
        head("七、效力和救济"),
        paragraph(
            "本协议经双方签名或者盖章、调解员签名并加盖本{{ 机构简称 }}印章之日起生效，对双方具有"
            "约束力。{% if 可审查 %}双方可以自生效之日起15日内（即{{ 仲裁审查期限 }}前）"
            "共同向有管辖权的"
            "劳动人事争议仲裁委员会申请仲裁审查，或者自生效之日起30日内"
            "（即{{ 司法确认期限 }}前）共同向人民法院申请司法确认。"
            "{% if 涉及关系 %}本协议内容确认劳动关系的，不能申请仲裁审查（《劳动人事争议仲裁"
            "办案规则》第七十五条）。{% endif %}{% else %}本协议涉及确认劳动关系，不能申请仲裁审查"
            "（《劳动人事争议仲裁办案规则》第七十五条）；双方可以就款项给付自生效之日起30日内"
            "（即{{ 司法确认期限 }}前）共同向人民法院申请司法确认。{% endif %}"
            "一方逾期不履行的，另一方可以依法申请仲裁；属于拖欠劳动报酬、工伤医疗费、"
            "经济补偿或者赔偿金的，劳动者可以持本协议书向人民法院申请支付令。"
        ),
        head("八、声明"),
        paragraph(
            "双方确认系自愿签署，已阅读并理解全部内容，无欺诈、胁迫、恶意串通或者损害他人利益的情形。"
        ),
        head("九、份数"),
        kept(
            "本协议一式{{ 份数 }}份，{{ 执有 }}各执一份，{{ 机构简称 }}存一份"
            "{% if 备用份数 %}，其余用于申请{% if 可审查 %}仲裁审查或者{% endif %}司法确认"
            "{% endif %}，具有同等效力。"
        ),
        kept("附件：一、支付明细表{% if 多人 %}　二、劳动者名单及签字表{% endif %}"),
        table(
            (78, 78),
            [
                signed(*SIDES_SIGN),
                f"if {_ACTING}",
                signed(
                    "代理人{% if not 单位申请 %}（代表）{% endif %}：",
                    "代理人{% if 单位申请 %}（代表）{% endif %}：",
                ),
                "endif",
                *others_sign(),
                signed("调解员（签名）：", "书记员（签名）："),
                [Cell(kept(f"{SIGNED}", style="Flush"), 2)],
                [
                    Cell(flush("签订日期：　　　年　月　日")),
                    Cell(flush("生效日期：　　　年　月　日")),
                ],
            ],
            borders=False,
            height=12,
        ),
    )


def _agreement_annexes() -> tuple[str, ...]:
    payments = table(
        (12, 28, 50, 14, 28, 24),
        [
            ["#序号", "#姓名", "#项目", "#期次", "#金额（元）", "#到期日"],
            "for 人 in 支付明细",
            "for 行 in 人.行",
            [
                "={{ 行.序号 }}",
                "={{ 人.姓名 }}",
                "~{{ 行.项目 }}",
                "={{ 行.期次 }}",
                "+{{ 行.金额 }}",
                "={{ 行.到期日 }}",
            ],
            "endfor",
            [cell("={{ 人.姓名 }}小计", 4), "+{{ 人.小计 }}", ""],
            "endfor",
            [cell("^合计", 4), "+{{ 合计数字 }}", ""],
        ],
        heads=1,
        height=5.2,
    )
    workers = table(
        (11, 36, 20, 18, 20, 26, 25),
        [
            [
                "#序号",
                "#姓名及证件号码",
                "#在职起止",
                "#月均工资",
                "#拖欠工资",
                "#协议金额",
                "#签名捺印",
            ],
            "for 人 in 申请人",
            [
                "={{ 人.序号 }}",
                Cell(
                    paragraph("{{ 人.姓名 }}", style="CellCentre")
                    + paragraph("{{ 人.证件号码 }}", style="FineCentre")
                ),
                Cell(
                    paragraph("{{ 人.入职短日期 }}", style="FineCentre")
                    + paragraph("{{ 人.离职短日期 }}", style="FineCentre")
                ),
                "+{{ 人.平均工资 }}",
                "+{{ 人.拖欠工资 }}",
                "+{{ 人.协议金额 }}",
                "",
            ],
            "endfor",
            [cell("^合计", 5), "+{{ 合计数字 }}", ""],
        ],
        heads=1,
        height=12,
    )
    return (
        annex("附件一"),
        paragraph("支付明细表", style="Subtitle"),
        flush("{{ 案号 }}"),
        payments,
        tag("if 多人"),
        annex("附件二"),
        paragraph("劳动者名单及签字表", style="Subtitle"),
        flush("{{ 案号 }}"),
        workers,
        tag("endif"),
    )


def agreement() -> str:
    """D-30 劳动争议调解协议书."""
    return "".join(
        (
            paragraph("{{ 机构全称 }}", style="Subtitle"),
            title("劳动争议调解协议书"),
            right("{{ 案号 }}"),
            *_agreement_parties(),
            *_agreement_facts(),
            *_agreement_terms(),
            *_agreement_effect(),
            *_agreement_annexes(),
        )
    )
