"""Why a hearing is held though its room or its people are taken."""

from mediation_desk.storage.migrations.altering import add_filled

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the reason; hearings of before have none."""
    add_filled("hearing", clash_reason="")
