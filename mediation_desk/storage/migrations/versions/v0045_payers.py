"""Who paid in the respondent's place (先行清偿、代付)."""

from mediation_desk.storage.migrations.altering import add_filled

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of what was recorded before, nobody said that another paid."""
    add_filled("payment", payer="")
