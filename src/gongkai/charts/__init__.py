"""Charts: one function a chart, drawing on given axes, and the words that tell what they show."""
