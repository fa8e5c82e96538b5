"""What a report is made of, whatever file it is written to."""
