"""Runs the revisions on the connection that the store hands over."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    render_item=context.config.attributes.get("render_item", lambda *_: False),
)
with context.begin_transaction():
    context.run_migrations()
