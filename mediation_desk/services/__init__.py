"""What the desk can do: one function, one job, one transaction."""
