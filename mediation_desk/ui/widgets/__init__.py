"""Small pieces that every page is made of; each names itself to tests and to screen readers."""
