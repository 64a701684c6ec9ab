"""Who speaks: one room per agent, each behind a Protocol."""
