"""What is read across apps for the pages that show how things stand."""
