"""What practice and progress keep: self-ratings, outcomes, months, review cards, plans, marks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("turns", sa.Column("self_rating", sa.Float))
    op.add_column("interviews", sa.Column("resume", sa.LargeBinary))
    op.add_column("interviews", sa.Column("outcome", sa.String))
    op.add_column("interviews", sa.Column("outcome_at", sa.DateTime))
    op.create_table(
        "months",
        sa.Column("user", sa.String, primary_key=True),
        sa.Column("month", sa.String, primary_key=True),
        sa.Column("mode", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("category", sa.String, primary_key=True),
        sa.Column("difficulty", sa.String, primary_key=True),
        sa.Column("sessions", sa.Integer, nullable=False),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("score_sum", sa.Float, nullable=False),
        sa.Column("score_squares", sa.Float, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
    )
    op.create_table(
        "cards",
        sa.Column("user", sa.String, primary_key=True),
        sa.Column("item_kind", sa.String, primary_key=True),
        sa.Column("item", sa.String, primary_key=True),
        sa.Column("due", sa.DateTime, nullable=False),
        sa.Column("reviewed_at", sa.DateTime, nullable=False),
        sa.Column("card", sa.LargeBinary, nullable=False),
    )
    op.create_index("cards_by_due", "cards", ["user", "item_kind", "due"])
    op.create_table(
        "plans",
        sa.Column("user", sa.String, primary_key=True),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("plan", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "marks",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("value", sa.String, nullable=False, server_default=""),
    )


def downgrade() -> None:
    for table in ("marks", "plans", "cards", "months"):
        op.drop_table(table)
    op.drop_column("interviews", "outcome_at")
    op.drop_column("interviews", "outcome")
    op.drop_column("interviews", "resume")
    op.drop_column("turns", "self_rating")
