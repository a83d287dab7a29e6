"""The rooms again, as checks: what a user of each relies on."""
