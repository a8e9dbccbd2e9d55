"""The player: the same acts as the pages', chapter by chapter, in the order of the calendar."""
