"""What pages about a child show: plain values made from rows, ready for components."""
