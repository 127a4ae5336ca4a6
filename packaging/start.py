"""Where the bundled program begins: `python -m workplan`, for a program that has no `-m`."""

from workplan.__main__ import main

main()
