"""Negotiation within a case: offers, figures between which they move, the gap, and what-ifs."""
