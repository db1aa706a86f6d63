"""Forms of panels: dates and seats, agendas, the meeting, decisions, notes and signatures."""
