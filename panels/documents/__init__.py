"""What panels issue: outcome notes, the single document of a case, calendars."""
