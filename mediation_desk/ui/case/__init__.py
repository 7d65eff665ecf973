"""The page of one case: header, next step, tabs."""
