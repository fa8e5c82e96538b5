"""Relations between the figures of a paragraph, each judged by what the printed digits leave open."""
