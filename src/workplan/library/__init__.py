"""The documented doors: a plan opened as a frozen value, its rows for other programs, and tables of them in files."""
