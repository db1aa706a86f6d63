"""The pages of insight: reads, tools, exports."""
