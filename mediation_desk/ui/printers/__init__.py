"""Printing: what is sent to which printer, in a queue that the window does not wait for."""
