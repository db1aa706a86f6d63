"""What people do with panels: set dates, list cases, meet, decide, write it down, sign."""
