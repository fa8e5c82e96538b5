"""Many reports: each in a fresh process, none made twice, and one page that leads to all of them."""
