"""Rules a plan and a ledger are held to; a finding is a value."""
