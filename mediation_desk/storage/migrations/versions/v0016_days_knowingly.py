"""Why a hearing is held on a day off, or on a day that had passed when it was fixed."""

from mediation_desk.storage.migrations.altering import add_filled

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the reason; hearings of before have none."""
    add_filled("hearing", day_reason="")
