"""Dialogs of mediators' work: the standard of points, levels set by hand, claims of subsidies."""
