"""Nothing that was planned, typed or said for one case is there when another is shown."""

from dataclasses import replace
from types import SimpleNamespace

from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.errors import Unreachable
from mediation_desk.domain.hearing import Expected
from mediation_desk.domain.procedure import Facts
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import access, browse, drafts, intake, parties, settings, steps, story
from mediation_desk.services.desk import open_desk
from mediation_desk.ui.case.overview_tab import OverviewTab
from mediation_desk.ui.talks.what_if_sheet import Part


def second(page, *, assigned=True):
    """Register one more case, and bring it as far as the first where a hearing can be fixed."""
    desk = page.desk
    key = intake.register(desk, replace(story.application(), operation="second")).id
    if not assigned:
        return key
    for side, by in ((Side.APPLICANT, "李建国"), (Side.RESPONDENT, "冯永固")):
        version = browse.case_file(desk, key).version
        manner = ConsentManner.WRITING
        consent = Consent(side=side, agrees=True, given_on=desk.today(), manner=manner, by=by)
        steps.record_consent(desk, key, version, consent)
    steps.accept(desk, key, browse.case_file(desk, key).version, desk.today())
    assign(desk, key)
    return key


def assign(desk, key):
    people = {user.name: user.id for user in settings.officers(desk)}
    version = browse.case_file(desk, key).version
    steps.assign(desk, key, version, people["王敏"], people["刘静"])


def shows(qtbot, page, key, tab):
    page.open(key, tab)
    qtbot.waitUntil(lambda: page.case.file is not None and page.case.file.id == key)


def fixed(qtbot, page):
    """Fix a hearing of the first case, with somebody called, a waiver and reasons."""
    first = page.case.file.id
    assign(page.desk, first)
    shows(qtbot, page, first, "hearings")
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.ASSIGNED)
    panel = page.hearings.panel
    qtbot.waitUntil(lambda: panel.plan.room.count() > 1)
    plan = panel.plan
    plan.day.setText("2026-10-22")
    plan.room.setEditText(plan.room.itemText(1))
    plan.waiver.setText("双方当庭同意")
    plan.held_reason.setText("双方要求")
    worker = page.case.file.applicants[0]
    plan._call((Expected(party_id=worker.id, name=worker.person.name),))
    panel.save_plan.click()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.SCHEDULED)
    return first


def empty(plan):
    assert plan.value() is None
    assert plan.day.text() == ""
    assert plan.begins.text() == "09:30"
    assert plan.room.currentText() == plan.room.itemText(0)
    assert (plan.waiver.text(), plan.held_reason.text()) == ("", "")
    assert plan._expected == ()
    assert plan._hearing is None
    assert plan.clashes.text() == ""
    assert plan.asked() == ("", "")
    assert plan.fields["held_reason"].isHidden()


def test_the_plan_of_one_case_is_not_the_plan_of_the_next_and_its_hearing_is_taken(qtbot, page_at):
    page = page_at("accepted", "hearings")
    other = second(page)
    fixed(qtbot, page)
    panel = page.hearings.panel
    panel.why.setText("双方同意先行调解")

    shows(qtbot, page, other, "hearings")

    empty(panel.plan)
    assert panel.hearing is None
    assert panel.why.text() == ""
    panel.plan.day.setText("2026-10-22")
    panel.plan.begins.setText("10:00")
    qtbot.waitUntil(lambda: "王敏" in panel.plan.clashes.text())
    panel.save_plan.click()
    qtbot.waitUntil(lambda: panel.plan.fields["held_reason"].explained != "")
    assert page.case.file.hearings == ()


def test_what_was_typed_for_a_hearing_not_fixed_yet_stays_with_its_case(qtbot, page_at):
    page = page_at("accepted", "hearings")
    other = second(page)
    first = page.case.file.id
    assign(page.desk, first)
    shows(qtbot, page, first, "hearings")
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.ASSIGNED)
    plan = page.hearings.panel.plan
    qtbot.waitUntil(lambda: plan.room.count() > 1)
    plan.day.setText("2026-10-22")
    plan.room.setEditText(plan.room.itemText(1))
    plan.waiver.setText("双方当庭同意")

    shows(qtbot, page, other, "hearings")

    empty(plan)


def test_reasons_vouchers_and_searches_stay_with_their_case(qtbot, page_at):
    page = page_at("effective", "agreement")
    other = second(page, assigned=False)
    form, signing = page.agreement.performance.form, page.agreement.signatures
    form.voucher.setText("0188-7")
    form.payee.setText("李建国")
    signing.override.setText("双方要求")
    signing.fields["override"].show()
    signing._tell("还有未签名的")
    look = page.claims.look
    look.sought.setText("李建国")
    page.claims.refuse("金额无法识别")
    rows = page.claims.model.rowCount()

    shows(qtbot, page, other, "agreement")
    page.show_tab("claims")

    assert (form.voucher.text(), form.payee.text()) == ("", "")
    assert signing.override.text() == ""
    assert signing.fields["override"].isHidden()
    assert signing.problem.isHidden()
    assert look.sought.text() == ""
    assert page.claims.told.problem.isHidden()
    assert page.claims.model.rowCount() == len(page.case.file.applicants) > rows


def put_facts(desk, key, version, told):
    """Save other facts into a case, as its card does."""
    file = browse.case_file(desk, key)
    parties.change_card(
        desk,
        key,
        version,
        cause=file.cause,
        district=file.district,
        source=file.source,
        form=file.form,
        applied_by=file.applied_by,
        requests=file.requests,
        facts=told,
        referral=file.referral,
        oral=file.oral,
        received_at=file.received_at,
        signed=file.signed,
    )


def refuses(qtbot, page, key):
    """Ask for a case that cannot be read, as when the server is gone or the case is closed off."""
    page.notices.clear()
    page.open(key)
    qtbot.waitUntil(lambda: page.notices != [])
    qtbot.waitUntil(lambda: not page.jobs.busy)


def test_a_case_that_cannot_be_read_again_is_not_written_in_place_of_the_one_in_view(
    qtbot, page_at, monkeypatch
):
    page = page_at("applied")
    first, other = page.case.file.id, second(page, assigned=False)
    shows(qtbot, page, other, "overview")
    read = browse.case_file

    def gone(desk, key):
        if key == first:
            raise Unreachable("服务器没有响应。")
        return read(desk, key)

    monkeypatch.setattr(browse, "case_file", gone)
    refuses(qtbot, page, first)
    monkeypatch.setattr(browse, "case_file", read)

    page.case.act(lambda key, version: put_facts(page.desk, key, version, "第三号案件的事实"))

    qtbot.waitUntil(lambda: page.case.file.facts == "第三号案件的事实")
    assert page.case.file.id == other
    assert browse.case_file(page.desk, other).facts == "第三号案件的事实"
    assert browse.case_file(page.desk, first).facts != "第三号案件的事实"
    assert page.header.isEnabled()
    assert page.current_tab().isEnabled()


def test_a_case_that_is_not_there_leaves_the_case_in_view_to_be_changed(qtbot, page_at):
    page = page_at("applied")
    key = page.case.file.id
    refuses(qtbot, page, 4711)

    page.case.act(lambda key, version: put_facts(page.desk, key, version, "仍是本案的事实"))

    qtbot.waitUntil(lambda: page.case.file.facts == "仍是本案的事实")
    assert page.case.file.id == key
    assert not any(text.startswith("crash") for text in page.notices)


def test_an_act_that_meets_a_fault_leaves_the_case_to_be_changed_and_read_again(qtbot, page_at):
    page = page_at("applied")

    def stumble(_key, _version):
        raise ValueError("a fault of ours")

    page.case.act(stumble)
    qtbot.waitUntil(lambda: any(text.startswith("crash") for text in page.notices))
    qtbot.waitUntil(lambda: not page.jobs.busy)
    key = page.case.file.id
    put_facts(page.desk, key, page.case.file.version, "别处改过")
    page.refresh()

    qtbot.waitUntil(lambda: page.case.file.facts == "别处改过")


def test_several_acts_of_which_one_is_refused_do_not_make_the_next_try_look_anothers(
    qtbot, page_at
):
    page = page_at("mediating", "overview")
    case, told = page.case, []

    def phone(number):
        def change(key, version):
            party = browse.case_file(page.desk, key).applicants[0]
            person = replace(party.person, phone=number)
            parties.change_person(page.desk, key, version, party.id, person)

        return change

    def refuse(_key, _version):
        raise Unreachable("服务器没有响应。")

    case.act_all((phone("13800000001"), refuse), refused=told.append)
    qtbot.waitUntil(lambda: told != [])
    assert isinstance(told.pop(), Unreachable)
    case.act(phone("13800000002"), refused=told.append)

    qtbot.waitUntil(lambda: case.file.applicants[0].person.phone == "13800000002")
    assert told == []


def in_talks(qtbot, page, key):
    shows(qtbot, page, key, "talks")
    qtbot.waitUntil(lambda: page.talks._found is not None and page.talks._found[0].id == key)
    qtbot.waitUntil(lambda: not page.jobs.busy)


def test_an_offer_typed_in_one_case_waits_there_while_the_next_is_negotiated(qtbot, page_at):
    page = page_at("mediating", "talks")
    first, other = page.case.file.id, second(page)
    in_talks(qtbot, page, first)
    panel, form = page.talks.offers, page.talks.offers.form
    panel.employer_button.click()
    form.sheet.put({(0, 0): "888", (1, 0): "x"})
    form.conditions.setText("一次付清")
    form.conditions.textEdited.emit("一次付清")

    in_talks(qtbot, page, other)

    assert form.isHidden()
    assert panel.kept.isHidden()
    panel.employer_button.click()
    assert form.conditions.text() == ""
    assert form.sheet.sums() == ()
    form.sheet.put({(0, 0): "777"})

    in_talks(qtbot, page, first)

    assert form.isVisible()
    assert form.conditions.text() == "一次付清"
    assert [str(one.amount) for one in form.sheet.sums()] == ["888.00"]
    assert form.sheet.index(1, 0).data() == "x"
    assert form.title.text() == "新报价（尚未保存）"
    panel.discard_button.click()
    in_talks(qtbot, page, other)
    assert [str(one.amount) for one in form.sheet.sums()] == ["777.00"]


def test_a_what_if_and_its_average_belong_to_one_case(qtbot, page_at):
    page = page_at("mediating", "talks")
    first, other = page.case.file.id, second(page)
    in_talks(qtbot, page, first)
    page.talks.lead_part("what_if")
    panel = page.talks.what_if
    place = next(n for n, column in enumerate(panel.sheet.columns) if column.part is Part.OFFERED)
    panel.sheet.put({(0, place): "888", (1, place): "x"})
    panel.average.setText("97046")

    in_talks(qtbot, page, other)

    assert panel.average.text() == ""
    assert panel.sheet.index(0, place).data() != "888.00"
    assert panel.problem.isHidden()

    in_talks(qtbot, page, first)

    assert panel.average.text() == "97046"
    assert panel.sheet.index(0, place).data() == "888.00"
    assert panel.sheet.index(1, place).data() == "x"
    assert panel.problem.isVisible()
    panel.draft.keep()
    assert drafts.load(page.desk, f"what_if/{other}") is None


def test_a_note_typed_a_moment_before_another_case_is_opened_is_kept(
    qtbot, page_at, tmp_path, clock
):
    page = page_at("mediating", "talks", "王敏")
    supervisor = open_desk(tmp_path / "mediating.db", now=clock, actor=story.SUPERVISOR.name)
    first, other = page.case.file.id, second(SimpleNamespace(desk=supervisor))
    supervisor.close()
    in_talks(qtbot, page, first)
    page.talks.lead_part("notes")
    notes = page.talks.notes
    notes.form.text_edit.setPlainText("最低可接受六万元")

    in_talks(qtbot, page, other)
    assert notes.form.text_edit.toPlainText() == ""
    in_talks(qtbot, page, first)

    qtbot.waitUntil(notes.apart_button.isVisible)
    assert notes.form.text_edit.toPlainText() == ""  # hidden until it is asked for
    notes.apart_button.click()
    qtbot.waitUntil(lambda: notes.form.text_edit.toPlainText() == "最低可接受六万元")


def test_what_could_not_be_read_in_the_grid_waits_in_its_case(qtbot, page_at):
    page = page_at("mediating", "claims")
    first, other = page.case.file.id, second(page)
    tab = page.claims
    place = next(n for n, column in enumerate(tab.model.columns()) if column.name == "hired_on")
    tab.model.put({(0, place): "昨天之前"})
    told = tab.told.problem.text()
    assert told

    shows(qtbot, page, other, "claims")
    assert tab.model.wrong() == ()
    assert tab.told.problem.isHidden()

    shows(qtbot, page, first, "claims")
    assert tab.model.index(0, place).data() == "昨天之前"
    assert tab.told.problem.text() == told


def test_a_notice_of_one_case_undoes_nothing_in_another(qtbot, window):
    window.open_case(1)
    qtbot.waitUntil(lambda: window.page is not None and window.page.objectName() == "case")
    page, desk = window.page, window.desk
    qtbot.waitUntil(lambda: page.case.file is not None)
    other = second(page, assigned=False)
    before = browse.case_file(desk, other)
    parties.change_card(desk, other, before.version, **{**card(before), "facts": "另案的事实"})
    page.case.act(lambda key, version: parties.change_card(
        desk, key, version, **{**card(browse.case_file(desk, key)), "facts": "本案的事实"}
    ))  # fmt: skip
    qtbot.waitUntil(lambda: page.case.file.facts == "本案的事实")
    page._notice("已保存")
    undo = window.messages.notice_bar._then
    assert window.messages.notice_bar.isVisible()

    window.open_case(other)
    qtbot.waitUntil(lambda: page.shows(other))
    assert not window.messages.notice_bar.isVisible()

    undo()  # said a moment after another case was opened
    qtbot.waitUntil(lambda: page.shows(1) and window.messages.notice_bar.isVisible())
    assert browse.case_file(desk, other).facts == "另案的事实"
    assert browse.case_file(desk, 1).facts == "本案的事实"
    window.messages.notice_bar.action.click()
    qtbot.waitUntil(lambda: browse.case_file(desk, 1).facts != "本案的事实")
    assert browse.case_file(desk, other).facts == "另案的事实"


def card(case):
    kept = ("cause", "district", "source", "form", "requests", "referral", "oral")
    return {name: getattr(case, name) for name in kept}


def test_a_row_of_today_opens_its_own_paper_whatever_case_was_looked_at_before(qtbot, window):
    """The case before is read anew as its page comes up, before the one that is wanted."""
    window.open_case(1)
    qtbot.waitUntil(lambda: window.page is not None and window.page.objectName() == "case")
    page = window.page
    qtbot.waitUntil(lambda: page.case.file is not None)
    other = second(page)
    page.show_tab("papers")
    qtbot.waitUntil(lambda: page.papers.offers.rowCount() > 0 and not window.jobs.busy)
    window.show_page("today")
    qtbot.waitUntil(lambda: not window.jobs.busy)

    window.open_case(other, "papers:D-11")

    qtbot.waitUntil(lambda: page.shows(other) and not window.jobs.busy)
    qtbot.waitUntil(lambda: page.papers._wanted[0] == "D-11")
    chosen = page.papers._offer_chosen()
    assert chosen is not None
    assert chosen.code == "D-11"


def test_a_paper_that_only_the_wanted_case_has_is_brought_up_there(qtbot, window):
    """The case before offers no such paper: none of its own is taken for it."""
    window.open_case(1)
    qtbot.waitUntil(lambda: window.page is not None and window.page.objectName() == "case")
    page = window.page
    qtbot.waitUntil(lambda: page.case.file is not None)
    other = second(page, assigned=False)
    facts = Facts(day=page.desk.today(), items=("工资流水",), days=5)
    version = browse.case_file(page.desk, other).version
    steps.take(page.desk, other, version, Step.ASK_CORRECTION, facts)
    page.show_tab("papers")
    qtbot.waitUntil(lambda: page.papers.offers.rowCount() > 0 and not window.jobs.busy)
    assert page.papers._offer_chosen() is not None
    window.show_page("today")
    qtbot.waitUntil(lambda: not window.jobs.busy)

    window.open_case(other, "papers:D-07")

    qtbot.waitUntil(lambda: page.shows(other) and not window.jobs.busy)
    qtbot.waitUntil(lambda: page.papers._offer_chosen() is not None)
    assert page.papers._offer_chosen().code == "D-07"


def test_a_case_that_is_restricted_meanwhile_leaves_the_window(qtbot, page_at, tmp_path, clock):
    page = page_at("applied", "overview", "王敏")
    key = page.case.file.id
    supervisor = open_desk(tmp_path / "applied.db", now=clock, actor=story.SUPERVISOR.name)
    version = browse.case_file(supervisor, key).version
    access.set_access(supervisor, key, version, restricted=True, reason="涉及未公开的伤病情况")
    supervisor.close()
    said, refused = [], []
    page.noticed.connect(lambda text, _undo: said.append(text))
    page.jobs.refused.connect(refused.append)

    page.refresh()

    qtbot.waitUntil(lambda: page.case.file is None)
    assert page.tabs.isHidden()
    assert page.header.isHidden()
    assert len(said) == 1
    assert refused == []


def test_a_case_begins_at_its_top_wherever_the_one_before_was_left(qtbot, page_at):
    page = page_at("accepted")
    page.resize(910, 512)
    other = second(page)
    area = page.tabs._area(OverviewTab)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    page.refresh()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert area.verticalScrollBar().value() > 0, "a case read again stays where it is"

    page.open(other)

    qtbot.waitUntil(lambda: page.shows(other))
    assert area.verticalScrollBar().value() == 0
