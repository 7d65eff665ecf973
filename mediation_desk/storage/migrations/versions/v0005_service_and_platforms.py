"""Service of papers, addresses for it, and other platforms' numbers."""

import sqlalchemy as sa
from alembic import op

from mediation_desk.storage import usual_platforms

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables and columns."""
    _handover()
    _platform()
    _service_address()
    _service()
    _handover_case()
    _platform_field()
    _platform_number()
    usual_platforms.propose(op.get_bind())


def _handover() -> None:
    people = ("giver_id", "receiver_id", "supervisor_id")
    op.create_table(
        "handover",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(person, KEY, nullable=False) for person in people),
        sa.Column("note", sa.Text(), nullable=False),
        *(
            sa.ForeignKeyConstraint([person], ["app_user.id"], name=op.f(f"fk_handover_{person}"))
            for person in people
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    _index("handover", *people)


def _handover_case() -> None:
    texts = ("number", "parties", "stage", "duties", "clocks", "hearings", "unserved", "money")
    op.create_table(
        "handover_case",
        sa.Column("id", KEY, nullable=False),
        sa.Column("handover_id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        *(sa.Column(text, sa.Text(), nullable=False) for text in texts),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_handover_case_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_case_handover_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_case")),
    )
    _index("handover_case", "case_id", "handover_id")


def _platform() -> None:
    op.create_table(
        "platform",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform")),
        sa.UniqueConstraint("name", name=op.f("uq_platform_name")),
    )


def _platform_field() -> None:
    op.create_table(
        "platform_field",
        sa.Column("id", KEY, nullable=False),
        sa.Column("platform_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_platform_field_platform_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_field")),
        sa.UniqueConstraint(
            "platform_id", "position", name=op.f("uq_platform_field_platform_id_position")
        ),
    )


def _platform_number() -> None:
    op.create_table(
        "platform_number",
        sa.Column("id", KEY, nullable=False),
        sa.Column("platform_id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_platform_number_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_platform_number_party_id")
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_platform_number_platform_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_number")),
    )
    _index("platform_number", "case_id", "number", "party_id", "platform_id")


def _service_address() -> None:
    op.create_table(
        "service_address",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("messenger", sa.Text(), nullable=False),
        sa.Column("electronic", sa.Boolean(), nullable=False),
        sa.Column("review", sa.Boolean(), nullable=False),
        sa.Column("confirmation", sa.Boolean(), nullable=False),
        sa.Column("execution", sa.Boolean(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_service_address_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_service_address_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_address")),
    )
    _index("service_address", "case_id", "party_id")


def _service() -> None:
    op.create_table(
        "service",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("paper_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("hearing_id", KEY, nullable=True),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("manner", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("server", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("receipt_on_file", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("corrected", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_service_case_id")
        ),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_service_hearing_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_service_paper_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_service_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    _index("service", "case_id", "hearing_id", "paper_id", "party_id")
    op.create_index(
        "ix_service_waiting",
        "service",
        ["since", "id"],
        unique=False,
        sqlite_where=sa.text("waiting"),
        postgresql_where=sa.text("waiting"),
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
