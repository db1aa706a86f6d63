"""Pages about children: each goes through a door, and does one thing."""
