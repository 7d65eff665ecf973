"""Why a package that was received does not count."""

from mediation_desk.storage.migrations.altering import add_filled

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; every package counted until now."""
    add_filled("package_received", set_aside="")
