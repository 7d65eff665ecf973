"""Employers at risk on the employers' page: list, file, findings, map of related employers."""
