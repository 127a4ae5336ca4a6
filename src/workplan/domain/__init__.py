"""Values and rules: plan, records, a day, and what follows from them. The standard library only."""
