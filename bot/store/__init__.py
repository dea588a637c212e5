"""What is kept, on SQLAlchemy Core: SQLite by default, PostgreSQL by its URL."""
