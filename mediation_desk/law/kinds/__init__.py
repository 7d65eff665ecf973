"""The kinds of claim, a module for each or for a few that go together: fields, rule, `KINDS`."""
