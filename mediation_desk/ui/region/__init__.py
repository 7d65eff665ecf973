"""The platforms of the region in the window: bodies, duty, letters, legal aid, joint meetings."""
