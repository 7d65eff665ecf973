"""Enquiries at the counter, oral applications and referrals."""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns."""
