"""The people around a case: agents, representatives, other parties, panel, recusal."""

import sqlalchemy as sa
from alembic import op

from mediation_desk.storage.migrations.altering import add_filled, altered

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables and columns."""
    _columns()
    _agent()
    _building_site()
    _other_party()
    _panel_member()
    _recusal()
    _representative()
    _special_need()
    _worker_answer()
    _signature()


def _columns() -> None:
    with altered("party") as table:
        table.add_column(sa.Column("role", sa.Text(), nullable=True))
        table.add_column(sa.Column("capacity", sa.Text(), nullable=True))
    add_filled("employer", state="normal")
    add_filled("statement", applied_by="applicant")


def _agent() -> None:
    op.create_table(
        "agent",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("firm", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("may_admit", sa.Boolean(), nullable=False),
        sa.Column("may_waive", sa.Boolean(), nullable=False),
        sa.Column("may_change", sa.Boolean(), nullable=False),
        sa.Column("may_settle", sa.Boolean(), nullable=False),
        sa.Column("may_take_money", sa.Boolean(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("receives_papers", sa.Boolean(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        *_refers("agent", case_id="mediation_case", party_id="party", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
    )
    _indexes("agent", "case_id", "party_id", "person_id")


def _refers(table: str, **targets: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in targets.items()
    ]


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _building_site() -> None:
    op.create_table(
        "building_site",
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("wage_account", sa.Text(), nullable=False),
        sa.Column("deposit", sa.Text(), nullable=False),
        *_refers("building_site", case_id="mediation_case"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_building_site")),
    )


def _other_party() -> None:
    op.create_table(
        "other_party",
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("acts_for", KEY, nullable=True),
        sa.Column("duty", sa.Text(), nullable=True),
        sa.Column("signs", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_refers("other_party", party_id="party", acts_for="party"),
        sa.PrimaryKeyConstraint("party_id", name=op.f("pk_other_party")),
    )
    _indexes("other_party", "acts_for")


def _panel_member() -> None:
    op.create_table(
        "panel_member",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("head", sa.Boolean(), nullable=False),
        sa.Column("workers_agreed_on", sa.Date(), nullable=True),
        sa.Column("employer_agreed_on", sa.Date(), nullable=True),
        *_refers("panel_member", case_id="mediation_case", user_id="app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_member")),
    )
    _indexes("panel_member", "case_id", "user_id")


def _recusal() -> None:
    op.create_table(
        "recusal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("ruling", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("replaced_by", sa.Text(), nullable=False),
        *_refers("recusal", case_id="mediation_case", party_id="party", person_id="app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
    )
    _indexes("recusal", "case_id", "party_id", "person_id")


def _representative() -> None:
    op.create_table(
        "representative",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("elected_on", sa.Date(), nullable=False),
        *_refers("representative", case_id="mediation_case", party_id="party"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representative")),
        sa.UniqueConstraint("party_id", name=op.f("uq_representative_party_id")),
    )
    _indexes("representative", "case_id")


def _special_need() -> None:
    op.create_table(
        "special_need",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("helper", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        *_refers("special_need", case_id="mediation_case", party_id="party"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_need")),
    )
    _indexes("special_need", "case_id", "party_id")


def _worker_answer() -> None:
    op.create_table(
        "worker_answer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "amount BETWEEN 0 AND 1000000000000", name=op.f("ck_worker_answer_amount_in_fen")
        ),
        *_refers("worker_answer", case_id="mediation_case", party_id="party"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_answer")),
        sa.UniqueConstraint("party_id", name=op.f("uq_worker_answer_party_id")),
    )
    _indexes("worker_answer", "case_id")


def _signature() -> None:
    with altered("signature") as table:
        table.add_column(sa.Column("agent_id", KEY, nullable=True))
        table.add_column(sa.Column("by_party_id", KEY, nullable=True))
        for column, target in (("agent_id", "agent"), ("by_party_id", "party")):
            table.create_foreign_key(op.f(f"fk_signature_{column}"), target, [column], ["id"])
    add_filled("signature", by_name="", override="")
    _indexes("signature", "agent_id", "by_party_id")
