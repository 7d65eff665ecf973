"""Bodies of the region, duty, legal aid, letters of supervision, joint meetings."""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns."""
