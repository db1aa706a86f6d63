"""EHC cases for other systems: the same doors, rights and actions as the pages."""
