"""What is asked about a child: the record, those around them, consent, and the search."""
