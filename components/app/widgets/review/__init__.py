"""What becomes of the events that an article tells: cards with decisions, new actors, drafts, saving."""
