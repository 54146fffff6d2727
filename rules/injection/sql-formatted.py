import sqlite3

import pandas as pd
from pandas import read_sql
from sqlalchemy import text

TABLE = "runs"


def find(connection, cursor, name):
    # ruleid: sql-formatted
    cursor.execute(f"SELECT * FROM runs WHERE name = '{name}'")
    # ruleid: sql-formatted
    cursor.execute("DELETE FROM runs WHERE name = '%s'" % name)
    # ruleid: sql-formatted
    frame = read_sql("SELECT * FROM runs WHERE name = " + name, connection)
    # ruleid: sql-formatted
    connection.execute(text(f"UPDATE runs SET name = '{name}'"))
    return frame


def safe(connection: sqlite3.Connection, cursor, name, session, graph):
    # ok: sql-formatted
    cursor.execute("SELECT * FROM runs WHERE name = ?", (name,))
    # ok: sql-formatted
    pd.read_sql("SELECT * FROM runs WHERE name = :name", connection, params={"name": name})
    # ok: sql-formatted
    session.execute(f"ls {name}")
    # ok: sql-formatted
    cursor.execute(f"SELECT * FROM {TABLE}")


class Table:
    def insert(self, row):
        query = f"INSERT INTO {self.name} VALUES (?, {self.marks})"
        # ruleid: sql-formatted
        self.cursor.execute(query, row)

    def count(self):
        query = "SELECT COUNT(*) FROM runs"
        # ok: sql-formatted
        self.cursor.execute(query)
