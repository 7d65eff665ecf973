"""The people around a case: agents, representatives, other parties, panel, recusal."""

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns."""
