"""Rules of law and good practice: who is late, what is incomplete, what a fee may be; all of it counts as it is."""
