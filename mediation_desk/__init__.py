"""Mediation Desk (调解台): the desk of a labour-dispute mediation centre."""

__version__ = "0.1.0"
