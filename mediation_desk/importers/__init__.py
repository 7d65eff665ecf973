"""The way in: rosters from spreadsheets and the clipboard."""
