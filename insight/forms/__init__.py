"""The forms of insight's pages and tools."""
