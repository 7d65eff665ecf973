"""The command line as a supervisor's schedule uses it, on a real file."""

import csv
import json
import shutil
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import replace
from io import BytesIO, TextIOWrapper
from pathlib import Path

import openpyxl
import pytest

from mediation_desk import cli, i18n, paths
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.period import Span
from mediation_desk.services import (
    browse,
    journals,
    papers,
    parties,
    period_locks,
    rollup,
    settings,
    statistics,
)
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import journal
from tests.documents.samples import written


def desk(*arguments, stdin=""):
    """Carry out a command here, with streams as a shell gives them."""
    given, out, err = (TextIOWrapper(BytesIO(), "utf-8") for _stream in range(3))
    given.write(stdin)
    given.seek(0)
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "stdin", given)
        try:
            status = cli.run([str(word) for word in arguments], no_window, no_window)
        except SystemExit as left:
            status = left.code
    i18n.use(i18n.CHINESE)
    for stream in (out, err):
        stream.seek(0)
    return subprocess.CompletedProcess(arguments, status, out.read(), err.read())


def no_window(*_arguments):
    pytest.fail("no command opens the window")


def program(*arguments, stdin=None):
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "mediation_desk", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def told(told, tmp_path_factory):
    return Path(shutil.copyfile(told, tmp_path_factory.mktemp("cli") / "sample.desk"))


def test_due_counts_a_clock_and_names_its_article():
    done = program("due", "DL03", "2026-10-12", "2026-09-20", "--json")

    first, second = json.loads(done.stdout)
    assert (first["raw_due"], first["due"], first["provisional"]) == (
        "2026-10-27",
        "2026-10-27",
        False,
    )
    assert (second["raw_due"], second["due"]) == ("2026-10-05", "2026-10-08")
    assert "第十四条" in first["basis"]


def test_an_agreed_length_that_is_not_given_is_refused():
    done = desk("due", "DL05", "2026-10-29")

    assert done.returncode == 1
    assert "约定" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_ends_with_two():
    assert program("due").returncode == 2
    assert program("nonsense").returncode == 2


def test_calc_answers_each_and_puts_an_error_in_the_place_of_a_bad_one():
    asked = [
        {
            "claim_type": "severance",
            "inputs": {"avg_wage_12m": "5000", "service_years": 2, "service_months": 3},
        },
        {"claim_type": "severance", "inputs": {"avg_wage_12m": "-1", "service_years": 1}},
        {"claim_type": "no_such_claim", "inputs": {}},
    ]

    done = desk("calc", "-", stdin=json.dumps(asked))

    good, bad, unknown = json.loads(done.stdout)
    assert done.returncode == 0
    assert good["amount"] == "12500.00"
    assert good["steps"]
    assert any("封顶" in w or "三倍" in w for w in good["warnings"])
    assert "error" in bad
    assert "error" in unknown


def test_a_file_that_is_not_there_is_told_in_chinese(tmp_path):
    done = desk("calc", str(tmp_path / "nonexist"))

    assert done.returncode == 1
    assert "没有这个文件或者文件夹" in done.stderr
    assert "No such file" not in done.stderr
    folder = desk("calc", str(tmp_path))
    assert "这是文件夹，不是文件" in folder.stderr


def test_of_many_questions_those_without_an_answer_are_told_by_their_place():
    good = {"claim_type": "notice_pay", "inputs": {"last_month_wage": "5600"}}
    bad = {"claim_type": "notice_pay", "inputs": {"last_month": "5600"}}

    done = desk("calc", "-", stdin=json.dumps([good, bad, good, bad]))
    text = desk("calc", "--text", "-", stdin=json.dumps([good, bad]))
    all_good = desk("calc", "-", stdin=json.dumps([good, good]))

    assert "4项中有2项未能核算：第2、4项" in done.stderr
    assert (done.returncode, text.returncode) == (0, 0)
    assert "2. 未能核算" in text.stdout
    assert "last_month_wage" in text.stdout
    assert all_good.stderr == ""


def test_calc_says_by_its_end_that_none_of_a_list_could_be_answered():
    assert desk("calc", "-", stdin="[1, 2]").returncode == 1


def test_a_single_question_that_cannot_be_answered_is_refused_as_json():
    done = desk("calc", "-", stdin="{}")

    assert done.returncode == 1
    assert set(json.loads(done.stdout)) == {"error"}


@pytest.mark.parametrize(
    ("text", "where"),
    [('[\n  {"claim_type": }\n]', "第2行第18列"), ("", "第1行第1列"), ("[" * 100_000, "嵌套")],
)
def test_what_is_no_json_is_said_in_chinese_with_its_place(text, where):
    done = desk("calc", "-", stdin=text)

    assert done.returncode == 1
    assert where in done.stderr
    assert "Expecting" not in done.stderr
    assert done.stdout == ""


def test_questions_in_another_encoding_are_refused(tmp_path):
    asked = tmp_path / "asked.json"
    asked.write_bytes('{"claim_type": "经济补偿"}'.encode("gb18030"))

    done = desk("calc", asked)

    assert done.returncode == 1
    assert "UTF-8" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_forms_are_listed():
    codes = {row["code"] for row in json.loads(desk("forms", "--json").stdout)}

    assert {"D-02", "D-08", "D-17", "D-18", "D-19", "D-30"} <= codes


def test_print_writes_a_paper_as_docx_and_pdf(told, tmp_path):
    done = program("--db", told, "print", "张劳调字〔2026〕第0001号", "D-30", "-o", tmp_path)

    assert done.returncode == 0, done.stderr
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".pdf"]


def test_print_names_what_is_missing_before_it_writes_the_paper(told, tmp_path):
    centre = shutil.copyfile(told, tmp_path / "centre.desk")
    with closing(open_desk(centre)) as now:
        missing = papers.compose(now, 1, "D-02").missing
    assert missing

    done = desk("--db", centre, "print", "1", "D-02", "-o", tmp_path / "out")

    assert done.returncode == 0, done.stderr
    assert "缺少的内容以空白横线代替" in done.stderr
    assert all(name in done.stderr for name in missing)


def test_print_writes_the_word_file_where_no_font_has_a_character_and_boxes_where_asked(
    told, tmp_path
):
    centre = shutil.copyfile(told, tmp_path / "centre.desk")
    with closing(open_desk(centre)) as now:
        case = browse.case_file(now, 1)
        worker = case.applicants[0]
        person = replace(worker.person, name="李\U0003fffd三")
        with now.correcting("名字写错"):
            parties.change_person(now, 1, case.version, worker.id, person)
    out = tmp_path / "out"

    refused = desk("--db", centre, "print", "1", "D-02", "-o", out)

    assert refused.returncode == 1
    assert "（李▢三）的姓名" in refused.stderr
    assert [path.suffix for path in out.iterdir()] == [".docx"]

    done = desk("--db", centre, "print", "1", "D-02", "--boxes", "-o", out)

    assert done.returncode == 0, done.stderr
    assert "（李▢三）的姓名" in done.stderr
    assert sorted(path.suffix for path in out.iterdir()) == [".docx", ".pdf"]


@pytest.mark.parametrize("how", [["--apart"], ["--joined"]])
def test_print_names_what_is_missing_also_in_papers_for_many(told, tmp_path, how):
    done = desk("--db", told, "print", "1", "D-13", *how, "-o", tmp_path / "out")

    assert done.returncode == 0, done.stderr
    names = [line for line in done.stderr.splitlines() if "缺少的内容以空白横线代替" in line]
    with closing(open_desk(told)) as now:
        workers = browse.case_by_number(now, "1").applicants
    assert len(names) >= len(workers) > 1
    assert all(any(worker.person.name in line for line in names) for worker in workers)


def test_print_reads_codes_in_small_letters_and_says_where_other_forms_are_made(told, tmp_path):
    done = desk("--db", told, "print", "1", "d-30", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".pdf"]

    for code, where in (("D-01", "咨询"), ("d-70", "区域平台"), ("HS-22", "report")):
        refused = desk("--db", told, "print", "1", code, "-o", tmp_path)
        assert refused.returncode == 1
        assert f"{code.upper()}不属于案件文书" in refused.stderr
        assert where in refused.stderr


def test_the_journal_says_what_print_let_out(told, tmp_path):
    centre = shutil.copyfile(told, tmp_path / "centre.desk")
    done = desk("print", "1", "D-30", "D-18", "-o", tmp_path / "出件", "--db", centre)
    bound = desk("print", "1", "dossier", "-o", tmp_path / "案卷", "--db", centre)

    assert (done.returncode, bound.returncode) == (0, 0)
    with closing(open_desk(centre)) as now:
        said = [line.entry for line in journals.lines(now, journals.Asked())[:2]]
    assert [entry.doing for entry in said] == ["export_file"] * 2
    dossier, papers = (entry.changes[0].after for entry in said)
    assert dossier == {"what": "正卷", "file": "案卷"}
    assert papers["what"].count("、") == 1
    assert papers["file"] == "出件"


def test_print_says_what_a_form_waits_for_and_makes_the_others(told, tmp_path):
    done = desk("--db", told, "print", "1", "D-43", "D-30", "-o", tmp_path)

    assert done.returncode == 1
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".pdf"]
    assert "本案尚不能制作D-43" in done.stderr
    assert "没有已经逾期、可以申请支付令的款项（“协议与履行”页）" in done.stderr


def test_print_all_writes_every_form_of_the_case(told, tmp_path):
    done = desk("print", "1", "all", "-o", tmp_path, "--db", told)

    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("*.pdf"))) >= 7


def test_print_binds_the_dossier_and_says_what_an_inspector_would_miss(told, tmp_path):
    done = desk("print", "1", "dossier", "-o", tmp_path, "--db", told)

    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["张劳调字〔2026〕第0001号-正卷.pdf"]
    assert "缺少: 缺少用人单位一方的身份证明：" in done.stderr
    assert "卷宗自检" in done.stdout


def test_print_writes_an_agreement_for_each_worker_and_all_as_one_pdf(told, tmp_path):
    done = desk("--db", told, "print", "1", "D-30", "--apart", "--joined", "-o", tmp_path)

    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("*.docx"))) == 12
    assert len(list(tmp_path.glob("*.pdf"))) == 13


def test_the_log_of_the_month_is_written_in_three_kinds(told, tmp_path):
    for kind in ("xlsx", "pdf", "csv"):
        done = desk("log", "--month", "2026-10", "-o", tmp_path / f"log.{kind}", "--db", told)
        assert done.returncode == 0, done.stderr

    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        assert any("张劳调字〔2026〕第0001号" in row for row in csv.reader(file))
    sheet = openpyxl.load_workbook(tmp_path / "log.xlsx").active
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "宣化永固建筑工程有限公司" in texts
    assert not any("139900197903121013" in str(text) for text in texts)
    assert (tmp_path / "log.pdf").read_bytes().startswith(b"%PDF")


def test_a_month_that_is_no_month_and_an_unknown_kind_are_refused(told, tmp_path):
    for month, name in (("2026-13", "log.xlsx"), ("2026-10", "log.doc")):
        done = desk("log", "--month", month, "-o", tmp_path / name, "--db", told)
        assert done.returncode == 1
        assert not (tmp_path / name).exists()


def test_the_text_report_of_a_quarter_is_written_for_word(told, tmp_path):
    out = tmp_path / "report.docx"

    done = desk("report", "2026-q4", "-o", out, "--db", told)
    wrong = [
        desk("report", period, "-o", tmp_path / name, "--db", told).returncode
        for period, name in (("2026-13", "a.pdf"), ("2026-Q5", "a.pdf"), ("2026", "a.xlsx"))
    ]

    assert done.returncode == 0, done.stderr
    assert "2026年第四季度劳动争议调解工作报告" in written(out.read_bytes())
    assert wrong == [1, 1, 1]
    assert [path.name for path in tmp_path.glob("*.*") if path.suffix != ".desk"] == ["report.docx"]


def test_the_work_of_the_mediators_is_written_as_a_table(told, tmp_path):
    out = tmp_path / "work.xlsx"

    done = desk("work", "2026-10", "-o", out, "--db", told)

    assert done.returncode == 0, done.stderr
    assert openpyxl.load_workbook(out).sheetnames == ["W1 调解员工作考评", "W2 调解员办理案卷"]
    assert desk("work", "2026-10", "-o", tmp_path / "a.docx", "--db", told).returncode == 1


def test_a_log_is_not_written_into_a_folder_that_is_not_there(told, tmp_path):
    done = desk("log", "--month", "2026-10", "-o", tmp_path / "none" / "log.csv", "--db", told)

    assert done.returncode == 1
    assert str(tmp_path / "none") in done.stderr
    assert not (tmp_path / "none").exists()


def test_what_is_wrong_with_a_roster_is_said_once(told, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("姓名,被申请人,拖欠工资\n张三丰,怀来某公司,三千\n", "utf-8")

    for more in (("--dry-run",), ()):
        done = desk("import", roster, "--db", told, *more)

        assert done.returncode == 1
        assert done.stderr.count("第2行") == 1
        assert "第2行“拖欠工资”" in done.stderr


def test_a_roster_is_tried_before_it_is_imported(told):
    roster = paths.resources("sample", "roster.csv")

    tried = desk("import", roster, "--dry-run", "--db", told)
    imported = desk("import", roster, "--respondent", "张北某建筑公司", "--db", told)

    assert tried.returncode == 0, tried.stderr
    assert "12" in tried.stdout
    assert imported.returncode == 0, imported.stderr
    assert "第0002号" in imported.stdout


def test_a_row_that_should_be_looked_at_is_not_counted_as_sound(told, tmp_path):
    roster = tmp_path / "roster.csv"
    rows = "张三丰,1990-01-01,1993-12-31\n李四光,2020-01-01,2026-09-30\n"
    roster.write_text("姓名,入职日期,离职日期\n" + rows, "utf-8")

    done = desk("import", roster, "--dry-run", "--db", told)

    assert done.returncode == 0
    assert "共2行，其中1行无误，1行需核对" in done.stdout
    assert "第2行“离职日期”" in done.stderr


def test_a_file_of_applications_gives_a_case_for_each_employer(told, tmp_path):
    applications = tmp_path / "applications.csv"
    applications.write_text(
        "姓名,被申请人,统一社会信用代码,拖欠工资\n"
        "张三丰,怀来某物流有限公司,,3000\n"
        "李四光,怀来某物流有限公司,,2000\n"
        "王五一,蔚县某餐饮店,92139900000000019E,1000\n",
        "utf-8",
    )

    done = desk("import", applications, "--db", told)

    assert done.returncode == 0, done.stderr
    assert len([line for line in done.stdout.splitlines() if "张劳调字" in line]) == 2


def test_a_roster_that_names_no_employer_is_refused_with_what_to_do(told):
    done = desk("import", paths.resources("sample", "roster.csv"), "--db", told)

    assert done.returncode == 1
    assert "被申请人" in done.stderr


def test_a_person_who_is_not_there_cannot_act(told):
    done = desk("log", "--month", "2026-10", "-o", "x.csv", "--db", told, "--user", "某人")

    assert done.returncode == 1
    assert "某人" in done.stderr


def test_backup_restore_and_check_go_round(told, tmp_path):
    copy, back = tmp_path / "copy-未加密.desk", tmp_path / "back.desk"
    with closing(open_desk(told)) as live:
        last = beijing(journals.lines(live, journals.Asked())[0].entry.at)

    saved = desk("backup", copy, "--db", told)
    restored = [desk("restore", copy, "--db", back) for _ in range(2)]
    checked = desk("check", "--db", back)

    assert checked.returncode == 0, checked.stderr
    assert "完好：是" in checked.stdout
    assert saved.stdout.startswith(f"已备份并核验：{copy}")
    assert saved.stdout.endswith(f"数据截至{last:%Y-%m-%d %H:%M}）。\n")
    assert restored[0].stdout == saved.stdout.replace("已备份并核验", "已从备份恢复")
    [kept] = tmp_path.glob("back.before-restore-*.desk")
    assert restored[1].stdout.splitlines()[1] == f"原有数据文件保留在{kept}。"


def test_nothing_is_restored_under_a_window_that_has_the_file_open(told, tmp_path):
    copy, live = tmp_path / "copy-未加密.desk", tmp_path / "live.desk"
    desk("backup", copy, "--db", told)
    desk("restore", copy, "--db", live)
    window = open_desk(live)

    refused = program("restore", copy, "--db", live)
    window.close()
    done = desk("restore", copy, "--db", live)

    assert refused.returncode == 1
    assert "请先关闭窗口" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert done.returncode == 0, done.stderr


def test_a_refused_command_leaves_nothing_beside_the_file(told):
    program("import", paths.resources("sample", "roster.csv"), "--db", told)

    assert not list(told.parent.glob("*.open"))


def test_a_file_that_is_not_ours_is_refused_in_one_sentence_and_left_alone(tmp_path):
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"something else entirely" * 100)

    done = desk("check", "--db", foreign)

    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert foreign.read_bytes() == b"something else entirely" * 100


def test_a_synthetic_centre_is_filled_and_sound(tmp_path):
    location = tmp_path / "big.desk"

    filled = desk("sample", "--cases", "300", "--db", location)
    checked = desk("check", "--db", location)

    assert filled.returncode == 0, filled.stderr
    assert "300" in filled.stdout
    assert checked.returncode == 0, checked.stderr


def test_calc_lists_every_kind_and_what_each_asks_for():
    listed = desk("calc", "--list")
    told = desk("calc", "--fields", "severance")
    unknown = desk("calc", "--fields", "pension")
    nothing = desk("calc")

    assert "未订立书面劳动合同二倍工资" in listed.stdout
    assert listed.stdout.count("\n") > 27
    assert "avg_wage_12m" in told.stdout
    assert "月最低工资标准" in told.stdout
    assert (unknown.returncode, nothing.returncode) == (1, 1)
    assert "--list" in nothing.stderr


def test_calc_answers_as_text_with_steps_articles_and_faults_at_their_fields():
    asked = [
        {"claim_type": "severance", "inputs": {"avg_wage_12m": "5000", "service_years": 2}},
        {"claim_type": "severance", "inputs": {}},
    ]

    done = desk("calc", "--text", "-", stdin=json.dumps(asked))

    assert "5,000.00 × 2 = 10,000.00  [劳动合同法第四十七条]" in done.stdout
    assert "金额  10,000.00" in done.stdout
    assert "\n  缺少离职前十二个月平均工资。" in done.stdout
    assert "avg_wage_12m" not in done.stdout
    assert done.returncode == 0


def test_a_ledger_is_checked_first_and_imported_only_when_asked(tmp_path, told):
    file = shutil.copyfile(told, tmp_path / "centre.desk")
    ledger = tmp_path / "台账.csv"
    ledger.write_text(
        "案号,登记日期,申请人,被申请人,处理结果,结案日期\n"
        "1号,2018.1.2,张三,宏远公司,达成协议,2018.1.9\n"
        "2号,春天,李四,宏远公司,达成协议,2018.1.9\n",
        "utf-8",
    )

    checked = desk("ledger", ledger, "--db", file, "--problems", tmp_path / "p.xlsx")
    saved = desk("ledger", ledger, "--db", file, "--import")
    back = desk("ledger", "--undo", "--db", file)

    assert "第 3 行：“登记日期”：“春天”不是有效日期" in checked.stderr
    assert "共 2 行：无问题 1 行，有问题 1 行" in checked.stdout
    assert "已导入" not in checked.stdout
    assert openpyxl.load_workbook(tmp_path / "p.xlsx").active.max_row == 2
    assert "已导入案件 1 件" in saved.stdout
    assert "已撤销导入案件 1 件" in back.stdout
    assert desk("ledger", "--undo", "--db", file).stderr.strip() == "没有可以撤销的导入。"


def test_of_many_remarks_that_a_file_has_only_the_first_are_told(tmp_path, told):
    file = shutil.copyfile(told, tmp_path / "centre.desk")
    ledger = tmp_path / "台账.csv"
    lines = "".join(f"{n}号,春天,李四,宏远公司,达成协议,2018.1.9\n" for n in range(30))
    ledger.write_text("案号,登记日期,申请人,被申请人,处理结果,结案日期\n" + lines, "utf-8")

    filed = desk("ledger", ledger, "--db", file, "--problems", tmp_path / "p.xlsx").stderr
    plain = desk("ledger", ledger, "--db", file).stderr

    assert filed.count("“春天”") == 20
    assert "另有10条逐行提示，均已写入待改行文件。" in filed
    assert plain.count("“春天”") == 30


def test_the_unit_of_a_ledgers_sums_is_asked_for_and_told(tmp_path, told):
    file = shutil.copyfile(told, tmp_path / "centre.desk")
    ledger = tmp_path / "台账.csv"
    ledger.write_text(
        "案号,登记日期,申请人,被申请人,处理结果,结案日期,请求金额（万元）,协议金额,已履行金额\n"
        "1号,2018.1.2,张三,宏远公司,达成协议,2018.1.9,4,3.5,12\n",
        "utf-8",
    )

    refused = desk("ledger", ledger, "--db", file, "--import")
    checked = desk("ledger", ledger, "--db", file, "--unit", "万元")
    apart = desk("ledger", ledger, "--db", file, "--unit", "1", "--unit", "协议金额=千元")
    strange = desk("ledger", ledger, "--db", file, "--unit", "协议=万元")
    wrong = desk("ledger", ledger, "--db", file, "--unit", "两")

    assert refused.returncode == 1
    assert "协议金额" in refused.stderr
    assert "--unit 万元" in refused.stderr
    assert "“协议金额”以万元计：按35,000.00元理解" in checked.stdout
    assert "“请求金额（万元）”以万元计：按40,000.00元理解" in checked.stdout
    assert "第 2 行：“已履行金额”：“12”多于协议金额35,000.00元，请核对。" in checked.stderr
    assert "有提示 1 行" in checked.stdout
    assert "“协议金额”以千元计：按3,500.00元理解" in apart.stdout
    assert "“已履行金额”以元计：按12.00元理解" in apart.stdout
    assert "“请求金额（万元）”以万元计" in apart.stdout, "what the ledger says itself stays"
    assert "没有金额列“协议”" in strange.stderr
    assert wrong.returncode == 2
    assert "“两”不是金额单位。可用：元 (1)、" in wrong.stderr


def test_a_package_is_made_checked_and_received_from_a_shell(tmp_path, founded):
    """County to city on a stick; an unknown key is named and waits for a person."""
    for region in ("130702", "130700"):
        centre = open_desk(shutil.copyfile(founded, tmp_path / f"{region}.desk"))
        settings.save_centre(centre, replace(centre.centre, name=f"{region}中心"), centre.centre)
        rollup.set_region(centre, region)
        if region == "130702":
            period_locks.lock_period(centre, statistics.period_of(centre, Span.MONTH, 2026, 9))
        centre.close()
    county, city = ("--db", str(tmp_path / "130702.desk")), ("--db", str(tmp_path / "130700.desk"))

    refused = desk("package", "2026-08", "-o", str(tmp_path), *county)
    made = desk("package", "2026-09", "-o", str(tmp_path), *county)
    [path] = tmp_path.glob("*.mdpack")
    mark = made.stdout.strip().rpartition("：")[2]
    looked = desk("receive", str(path), "--dry-run", *city)
    unsure = desk("receive", str(path), *city)
    taken = desk("receive", str(path), "--fingerprint", mark.lower(), *city)
    twice = desk("receive", str(path), *city)

    assert refused.returncode == 1
    assert "2026年8月尚未锁定" in refused.stderr
    assert path.name == "上报 130702 桥东区 2026年9月 第1号.mdpack"
    assert "首次收到该单位的包" in looked.stdout
    assert mark in looked.stdout
    assert (looked.returncode, unsure.returncode, taken.returncode, twice.returncode) == (
        *(0, 1, 0, 1),
    )
    assert "请先与报送单位核对签名指纹" in unsure.stderr
    assert taken.stdout.strip().endswith("已收上报包：1个")
    assert "收过" in twice.stderr


def test_an_act_refused_for_want_of_a_right_stands_in_the_journal(told, tmp_path):
    centre = shutil.copyfile(told, tmp_path / "centre.desk")
    book = openpyxl.Workbook()
    book.active.append(["案号", "登记日期", "申请人", "被申请人"])
    book.save(tmp_path / "台账.xlsx")

    refused = desk("ledger", tmp_path / "台账.xlsx", "--db", centre, "--user", "刘静")

    assert refused.returncode == 1
    with closing(open_desk(centre)) as at, at.db.read() as session:
        entry = journal.last_done(session, ("refused",))
    assert entry.actor == "刘静"
