"""Chinese type for PDF: faces, fallback, and the corrections to ReportLab.

Import `fonts` and `markup` where pages are set, not before: ReportLab takes 0.2 s to load.
"""
