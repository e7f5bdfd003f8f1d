"""The page of the changes: who changed what, when and why."""
