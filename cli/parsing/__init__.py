"""The options of every command; nothing here imports more than argparse, so help is instant."""
