"""The first store: interviews, their turns, the cache, and LangGraph's two tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "interviews",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("mode", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("style", sa.String, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("finished_at", sa.DateTime),
        sa.Column("source_id", sa.String),
        sa.Column("source_n", sa.Integer),
        sa.Column("job", sa.LargeBinary, nullable=False),
        sa.Column("plan", sa.LargeBinary),
        sa.Column("report", sa.LargeBinary),
    )
    op.create_index("interviews_by_user", "interviews", ["user", "status", "started_at"])
    op.create_table(
        "turns",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column(
            "interview_id",
            sa.String,
            sa.ForeignKey("interviews.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("question_id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("role", sa.String),
        sa.Column("company", sa.String),
        sa.Column("difficulty", sa.String, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("seconds", sa.Float),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("hints", sa.Integer, nullable=False),
        sa.Column("scored_by", sa.String),
        sa.Column("skipped", sa.Boolean, nullable=False),
        sa.Column("answered_at", sa.DateTime, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.Column("assessment", sa.LargeBinary),
    )
    op.create_index("turns_by_interview", "turns", ["interview_id", "n", "part"])
    op.create_index("turns_by_user", "turns", ["user", "answered_at"])
    op.create_table(
        "cache",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
    )
    op.create_index("cache_by_expiry", "cache", ["expires_at"])
    op.create_table(
        "checkpoints",
        sa.Column("thread_id", sa.Text, primary_key=True),
        sa.Column("checkpoint_ns", sa.Text, primary_key=True, server_default=""),
        sa.Column("checkpoint_id", sa.Text, primary_key=True),
        sa.Column("parent_checkpoint_id", sa.Text),
        sa.Column("type", sa.Text),
        sa.Column("checkpoint", sa.LargeBinary),
        sa.Column("metadata", sa.LargeBinary),
    )
    op.create_table(
        "writes",
        sa.Column("thread_id", sa.Text, primary_key=True),
        sa.Column("checkpoint_ns", sa.Text, primary_key=True, server_default=""),
        sa.Column("checkpoint_id", sa.Text, primary_key=True),
        sa.Column("task_id", sa.Text, primary_key=True),
        sa.Column("idx", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("task_path", sa.Text, nullable=False, server_default=""),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("type", sa.Text),
        sa.Column("value", sa.LargeBinary),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("writes")
    op.drop_table("checkpoints")
    op.drop_table("cache")
    op.drop_table("turns")
    op.drop_table("interviews")
