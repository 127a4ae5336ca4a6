"""What is measured, and what it is measured on: a generator of large plans, and whole processes against each other."""
