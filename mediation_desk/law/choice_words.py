"""The words of choices that claims ask for, by their codes."""

from collections.abc import Mapping

from mediation_desk.i18n import N_, _

WORDS: Mapping[str, str] = {
    "forced": N_("The worker left because of the employer's fault (article 38)"),
    "agreed_by_employer": N_("Agreed, proposed by the employer (article 36)"),
    "illness": N_("Illness or injury not from work (article 40, item 1)"),
    "incompetence": N_("Not fit for the work (article 40, item 2)"),
    "circumstances": N_("Circumstances changed greatly (article 40, item 3)"),
    "layoff": N_("Layoff for economic reasons (article 41)"),
    "expiry": N_("The contract expired"),
    "dissolution": N_("The employer closed or went bankrupt"),
    "task_finished": N_("The task of the contract was finished"),
    "resigned": N_("The worker resigned"),
    "agreed_by_worker": N_("Agreed, proposed by the worker (article 36)"),
    "fault": N_("Dismissed for the worker's fault (article 39)"),
    "retirement": N_("Pension age reached"),
    "unlawful": N_("Ended by the employer against the law (article 48)"),
    "by_ground": N_("By the ground of the ending"),
    "all": N_("All years count"),
    "none": N_("No year before 2008 counts"),
    "calendar_month_workdays": N_("Working days of the calendar month"),
    "workdays_21_75": N_("Working days, divided by 21.75"),
    "days_div_30": N_("Calendar days, divided by 30"),
    "from_day": N_("From day to day"),
    "calendar": N_("By calendar months"),
    "after_one_month": N_("After one month"),
    "next_day": N_("From the next day"),
    "shown": N_("All three ways side by side"),
    "whole": N_("One year from the end of the whole period"),
    "by_month": N_("Month by month, one year from each"),
    "by_day": N_("Day by day, back one year from the claim"),
    "force_majeure": N_("Force majeure"),
    "worker": N_("The worker would not sign"),
    "extended_by_law": N_("The contract was extended by law"),
    "last_month": N_("Wage of the month before"),
    "average": N_("Average of the last 12 months"),
    "standard": N_("Standard hours"),
    "comprehensive": N_("Comprehensive hours"),
    "irregular": N_("Irregular hours"),
    "worker_proves": N_("The worker has proof"),
    "employer_withholds": N_("The employer holds it and does not hand it over"),
    "no_proof": N_("There is none"),
    "full": N_("Cannot care for oneself at all"),
    "most": N_("Cannot care for oneself in most things"),
    "part": N_("Cannot care for oneself in some things"),
    "outdoor": N_("Outdoors"),
    "indoor": N_("Indoors without cooling"),
}


def choice_label(code: str) -> str:
    """Return the word for a choice; a code without one is shown as it is."""
    return _(WORDS[code]) if code in WORDS else code
