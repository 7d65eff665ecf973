"""How the history tells of materials."""

from mediation_desk.i18n import N_

ACTS = {
    "add_material": N_("Added a material"),
    "change_material": N_("Changed what is said of a material"),
    "remove_material": N_("Removed a material"),
    "order_materials": N_("Put materials in another order"),
}
TABLES = {"material": N_("material")}
FIELDS = {
    "use": N_("serves as"),
    "purpose": N_("is to prove"),
    "source": N_("comes from"),
    "brought_by": N_("brought by"),
    "pages": N_("pages"),
    "opinion": N_("opinion of the other side"),
    "checked_on": N_("compared with the original on"),
    "checked_by": N_("compared by"),
}
