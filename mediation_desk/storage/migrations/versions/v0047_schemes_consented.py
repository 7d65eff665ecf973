"""To which terms a represented worker consented (被代表人同意和解)."""

from mediation_desk.storage.migrations.altering import add_filled

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of answers from before only the sum is known."""
    add_filled("worker_answer", scheme="")
