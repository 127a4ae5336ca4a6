"""What each question is answered with: tables, notes, and plain data for JSON."""
