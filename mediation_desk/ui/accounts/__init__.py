"""Signing in, locking, and the accounts of the people who work here."""
