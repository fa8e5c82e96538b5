"""What a heading of another system may mean: by its own words, by likeness, by what stands beside it."""
