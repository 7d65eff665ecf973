"""Workers of a group who go on in a case of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table; nobody was split off until now."""
    pointing = {
        "case_id": "mediation_case.id",
        "party_id": "party.id",
        "new_case_id": "mediation_case.id",
        "new_party_id": "party.id",
    }
    op.create_table(
        "split_worker",
        sa.Column("id", KEY, nullable=False),
        *(sa.Column(name, KEY, nullable=False) for name in pointing),
        sa.Column("split_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_split_worker_{name}"))
            for name, target in pointing.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_split_worker")),
        *(
            sa.UniqueConstraint(name, name=op.f(f"uq_split_worker_{name}"))
            for name in ("party_id", "new_party_id")
        ),
    )
    for name in ("case_id", "new_case_id"):
        op.create_index(op.f(f"ix_split_worker_{name}"), "split_worker", [name], unique=False)
