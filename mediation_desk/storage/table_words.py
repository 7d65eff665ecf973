"""What the tables of a file are called at the centre, where a check names one."""

from mediation_desk.i18n import N_, _

_WORDS = {
    "app_user": N_("people at the desk"),
    "claim": N_("claims"),
    "employer": N_("employers"),
    "hearing": N_("hearings held"),
    "journal": N_("the journal"),
    "material": N_("materials"),
    "mediation_case": N_("registered cases"),
    "money_row": N_("sums agreed"),
    "paper": N_("papers issued"),
    "party": N_("parties"),
    "payment": N_("payments"),
    "person": N_("persons"),
    "settlement": N_("agreements"),
    "signature": N_("signatures"),
}


def name(table: str) -> str:
    """Return what people call it; a table that nobody speaks of keeps its own name."""
    return _(_WORDS[table]) if table in _WORDS else table
