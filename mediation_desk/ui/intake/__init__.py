"""The page on which an application is taken in."""
