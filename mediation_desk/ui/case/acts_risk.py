"""Acts, tables and fields of employers at risk, as the history tells them."""

from mediation_desk.i18n import N_

ACTS = {
    "record_screening": N_("Recorded a finding at an employer"),
    "remove_screening": N_("Took out a finding at an employer"),
    "begin_watch": N_("Put an employer under watch"),
    "change_watch": N_("Changed the file of an employer under watch"),
    "follow_measure": N_("Followed up a measure"),
    "clear_watch": N_("Ended the watch over an employer"),
    "keep_listing": N_("Took over an entry of the official list"),
    "set_risk_limits": N_("Set the thresholds of the risk indicators"),
    "save_query": N_("Saved a question over the cases"),
    "remove_query": N_("Removed a question over the cases"),
    "export_risk": N_("Exported employers at risk and screenings"),
    "save_points_standard": N_("Saved a standard of points"),
    "take_over_points": N_("Took a standard of points over"),
    "remove_points_standard": N_("Removed a standard of points"),
    "set_file_level": N_("Set the level of a file by hand"),
    "claim_points": N_("Made a claim of subsidies"),
    "withdraw_points_claim": N_("Withdrew a claim of subsidies"),
    "export_points": N_("Exported the work of the mediators"),
}
TABLES = {
    "screening": N_("finding at an employer"),
    "employer_watch": N_("employer under watch"),
    "watch_measure": N_("measure"),
    "official_listing": N_("entry of the official list"),
    "risk_limit": N_("threshold"),
    "points_standard": N_("standard of points"),
    "file_level": N_("level of the file"),
    "points_claim": N_("claim of subsidies"),
    "points_claim_line": N_("line of a claim of subsidies"),
}
FIELDS = {
    "level": N_("level"),
    "cleared_on": N_("watch ended on"),
    "clearance": N_("reason for ending the watch"),
    "findings": N_("what was found"),
    "next_on": N_("next visit"),
    "expires_on": N_("expires on"),
}
