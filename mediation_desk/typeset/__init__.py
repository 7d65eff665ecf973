"""Fonts and corrections shared by all that sets pages."""
