"""How what insight read is shown."""
