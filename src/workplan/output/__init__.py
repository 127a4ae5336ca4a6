"""Answers to text: for a terminal, scripts, spreadsheets, browsers and paper."""
