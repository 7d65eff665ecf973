"""The group case of twelve workers, by hand in the window, from the counter to the log."""

from datetime import date

import pytest

from mediation_desk.services import story
from tests.journeys import agreement, counter, hearing, money_and_log, sums
from tests.journeys.office import CLERK, MEDIATOR, SUPERVISOR

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


def test_rows_copied_in_excel_make_the_same_case(office):
    counter.fill_respondent(office)
    counter.paste_roster(office, counter.as_excel_copies())
    counter.take_all(office)
    counter.describe_dispute(office)
    counter.register(office)
    sums.check_every_sum(office)


def test_a_group_case_goes_from_the_counter_to_the_log(office):
    counter.fill_respondent(office)
    counter.import_roster(office)
    counter.take_all(office)
    counter.describe_dispute(office)
    counter.leave_and_come_back(office)
    counter.register(office)
    counter.record_consent(office, "李建国", "2026-10-12")
    office.at(story.CONSENTED)
    counter.record_consent(office, "冯永固", "2026-10-13")
    office.at(story.ACCEPTED)
    counter.accept(office)
    counter.assign(office)
    counter.issue_notices_of_acceptance(office)
    hearing.another_case_takes_the_room(office)
    office.sit_down(CLERK)
    hearing.fix(office)
    hearing.issue_notices(office)
    office.sit_down(MEDIATOR)
    office.at(story.HEARD, 9, 30)
    hearing.see_it_on_today(office)
    hearing.open_it(office)
    hearing.write_the_record(office)
    office.at(story.HEARD, 11, 40)
    hearing.end_it(office)
    office.sit_down(CLERK)
    sums.check_every_sum(office)
    sums.change_a_fact_and_take_it_back(office)
    sums.ask_where_sums_come_from(office)
    office.at(story.AGREED)
    office.sit_down(MEDIATOR)
    sums.ask(office)
    sums.agree(office)
    sums.print_the_calculation(office)
    agreement.plan_two_instalments(office)
    agreement.propose(office)
    agreement.look_at_the_paper(office)
    agreement.sign(office)
    office.sit_down(SUPERVISOR)
    agreement.seal(office)
    office.sit_down(CLERK)
    office.at(story.FIRST_DUE.replace(day=28))
    money_and_log.pay_in_part(office)
    office.at(story.FIRST_DUE, 15)
    money_and_log.pay_the_first(office)
    money_and_log.save_the_summary(office)
    office.at(date(2026, 12, 2))
    money_and_log.see_it_overdue_on_today(office)
    money_and_log.pay_the_second_late(office)
    office.sit_down(SUPERVISOR)
    money_and_log.note_the_formalities(office)
    money_and_log.close(office)
    money_and_log.read_the_log(office)
