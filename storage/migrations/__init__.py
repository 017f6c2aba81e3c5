"""The schema's history (Alembic). `Database.migrate` brings a database up to the newest version."""
