"""The candidate's stories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("story", sa.LargeBinary, nullable=False),
    )
    op.create_index("stories_by_user", "stories", ["user", "created_at"])


def downgrade() -> None:
    op.drop_table("stories")
