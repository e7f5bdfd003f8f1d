"""Run by Alembic; ``migrate`` in the module beside gives the connection, which is in a transaction already."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], version_table="whowhen_version", transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
