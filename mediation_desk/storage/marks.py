"""What marks our files, in the header that SQLite leaves to programs."""

from datetime import timedelta

APPLICATION_ID = 0x4D444B31
"""MDK1."""

HEAD = 48
"""The version that this program reads and writes; migrations are named by it, as 0001."""

SHARED = "mediation-desk-materials"
"""The folder with materials beside backups: those in one folder share it, so that each content
is there once."""

SAVED = "desk_saved"
"""The channel on which a server tells every desk that somebody saved."""

OWN_ACCOUNT = "own account"
"""Where a session keeps whose account of a server it uses, if it is one person's own."""

BY_SERVER = "the server hides"
"""Where a session keeps whether the server itself hides cases from the account in use."""

KNOWN_SINCE = "known_since."
"""Before the name of a column, an option: the last entry in which its empty value meant nothing."""

CLOCK_TOLERANCE = timedelta(minutes=2)
"""How far the clocks of several desks may lie apart."""
