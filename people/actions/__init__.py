"""What people do about children: their record, network, consent, cases and who sees them."""
