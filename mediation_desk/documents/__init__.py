"""Forms, their templates, and the same paper as PDF."""
