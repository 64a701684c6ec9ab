"""What an agent knows: the question bank, the roles, and how to find things in them."""
