"""Children, timelines, clocks and documents for other systems, through the same doors."""
