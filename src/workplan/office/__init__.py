"""Office files in and out: published documents, the month's form, spreadsheets, Word, calendars."""
