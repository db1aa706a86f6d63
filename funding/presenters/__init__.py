"""What funding pages show, as plain values."""
