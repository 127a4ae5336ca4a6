"""Answers and reports for people: the terminal, and pages made from templates."""
