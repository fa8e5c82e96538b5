"""What draws a chart: a renderer of two pictures, its bitmaps, and the words that it sets."""
