"""Where a centre's data lies: a file of this computer, or an address of a PostgreSQL server."""

from pathlib import Path
from urllib.parse import urlsplit

_SERVER = ("postgresql:", "postgresql+", "postgres:")


def is_server(location: str | Path) -> bool:
    """Say whether a location is the address of a server."""
    return str(location).startswith(_SERVER)


def readable(location: str) -> str:
    """Return an address as a person may read it: without a password, query or driver's name.

    The path of a file is returned as it is.
    """
    if not is_server(location):
        return location
    try:
        parts = urlsplit(location)
    except ValueError:  # no address at all
        return location
    whom, at, host = parts.netloc.rpartition("@")
    return f"postgresql://{whom.partition(':')[0]}{at}{host}{parts.path}"
