"""Each respondent answers for itself whether it wants mediation."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_EACH = """
    INSERT INTO asked_respondent (case_id, party_id, {column})
    SELECT r.case_id, p.id, r.id
    FROM {told} r
    JOIN statement s ON s.case_id = r.case_id AND s.applied_by = 'applicant'
    JOIN party p ON p.case_id = r.case_id AND p.side = 'respondent'
        AND (p.role IS NULL OR p.role = 'co_respondent')
    WHERE {which}
        AND EXISTS (SELECT 1 FROM party o WHERE o.case_id = r.case_id AND o.role = 'co_respondent')
    ORDER BY r.id, p.position
"""


def upgrade() -> None:
    """Add the table; until now one answer, and each attempt, was that of all respondents."""
    pointing = {
        "case_id": "mediation_case.id",
        "party_id": "party.id",
        "consent_id": "consent.id",
        "step_id": "step_taken.id",
    }
    op.create_table(
        "asked_respondent",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("consent_id", KEY, nullable=True),
        sa.Column("step_id", KEY, nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_asked_respondent_{name}"))
            for name, target in pointing.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_respondent")),
    )
    for name in pointing:
        op.create_index(
            op.f(f"ix_asked_respondent_{name}"), "asked_respondent", [name], unique=False
        )
    for told, column, which in (
        ("consent", "consent_id", "r.side = 'respondent'"),
        ("step_taken", "step_id", "r.step = 'contact'"),
    ):
        op.execute(_EACH.format(told=told, column=column, which=which))
