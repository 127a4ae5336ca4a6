"""The command line: arguments in, text and an exit status out. The only place that reads the clock."""
