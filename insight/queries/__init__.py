"""What is asked across cases. Reads only, and never beyond what the reader may see."""
