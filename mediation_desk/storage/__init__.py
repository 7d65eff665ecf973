"""The file: the only package that speaks SQL."""
