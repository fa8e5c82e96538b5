"""Many reports: what was made, what was not, and one page that leads to all of them."""
