"""Bytes to values and back: reading, validating, writing, remembering."""
