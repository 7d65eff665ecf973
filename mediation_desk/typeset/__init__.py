"""Chinese type for PDF: faces, fallback, and the corrections to ReportLab.

`fonts` and `markup` load in no time; `corrections` loads ReportLab, which takes 0.1 s: import it
where something is drawn with ReportLab.
"""
