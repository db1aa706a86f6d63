"""What is asked about panels: their rules, who counts, what waits, what was decided."""
