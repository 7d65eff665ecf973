"""Service of papers, addresses for it, and other platforms' numbers."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns."""
