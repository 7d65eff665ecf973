"""The log and the summary: bytes from values."""
