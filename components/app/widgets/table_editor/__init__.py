"""The page "Edit as a table": many rows at once, pasted ones too."""
