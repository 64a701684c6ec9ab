"""The command line's helpers: parse, ask, show."""
