"""Progress reports: what stands in them, how each format lays it out, and the file they go to."""
