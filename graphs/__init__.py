"""Who speaks next: the state machines that route between agents and tools."""
