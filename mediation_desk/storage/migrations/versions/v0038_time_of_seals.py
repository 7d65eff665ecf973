"""When on its day the centre's seal was put to an agreement; who did it stands beside already."""

import sqlalchemy as sa

from mediation_desk.storage.migrations.altering import altered

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of seals that are there already nothing is known."""
    with altered("signature") as changing:
        changing.add_column(sa.Column("signed_at", sa.Time(), nullable=True))
