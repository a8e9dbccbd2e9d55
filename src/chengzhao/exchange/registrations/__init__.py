"""Registrations of many people in one table: its columns, reading it, writing it, and the report of what is wrong."""
