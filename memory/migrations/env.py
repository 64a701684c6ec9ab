"""Alembic's entry: runs the migrations on the connection it was handed, and on no other."""

from __future__ import annotations

from alembic import context

from memory.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
