"""Who listens to what: the one place where a fact in one app starts work elsewhere."""


def connect() -> None:
    """Register every handler and slot. Called once, when Django is ready."""
