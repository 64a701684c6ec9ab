"""What an agent may do with what is known and remembered."""
