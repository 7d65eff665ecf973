"""Limitation in the window: in the case, before registering, and without any case."""
