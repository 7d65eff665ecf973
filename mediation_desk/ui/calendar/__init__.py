"""The hearings calendar in the window: its views, and the dialogs that open from them."""
