"""The second wall: what each door of the system may read and write, kept by PostgreSQL itself.

The first wall is `web/*/permissions.py`. Here every table has a list of doors (`tables.py`); a door is a database
role that owns nothing and cannot bypass row security (`doors.py`), and sees the rows that a condition names
(`conditions.py`). `install.py` writes roles, grants and policies after each migration; `records.scope` goes through
a door for the length of a request or a job.
"""
