"""Files that others take away: workbooks and returns."""
