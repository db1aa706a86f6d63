"""Pages of panels: check the door, call one action, answer."""
