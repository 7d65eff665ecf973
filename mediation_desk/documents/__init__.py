"""The paper: templates filled as .docx and drawn as PDF."""
