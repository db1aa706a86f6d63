"""Demonstration data: fictitious authorities, people and children, made through the actions."""
