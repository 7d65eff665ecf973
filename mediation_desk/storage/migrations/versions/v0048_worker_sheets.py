"""The sheets that ship tell the sums of the worker, no longer those of the whole group."""

from alembic import op

from mediation_desk.storage import usual_platforms

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the sheets that no centre has ordered anew."""
    usual_platforms.tell_of_the_worker(op.get_bind())
