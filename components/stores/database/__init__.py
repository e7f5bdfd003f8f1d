"""Stories in a database: SQLite on one machine, PostgreSQL for several.

Importing this package is quick; SQLAlchemy comes with the modules in it, when somebody opens a database.
"""
