"""What is owed, at the counter: what happened, the questions that matter, the sums."""
