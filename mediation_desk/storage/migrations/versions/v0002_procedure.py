"""Steps taken, proceedings beside the mediation, and clocks that follow them."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns."""
