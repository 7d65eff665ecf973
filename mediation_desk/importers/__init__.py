"""The way in: rosters from spreadsheets and the clipboard. Hostile files end here."""
