"""The rules: dated figures, and claims computed from facts."""
