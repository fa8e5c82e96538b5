"""Two versions of a report side by side: what a run keeps of itself, and what has changed since."""
