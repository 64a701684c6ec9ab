"""What is remembered: one encrypted file with interviews, scores, checkpoints and caches."""
