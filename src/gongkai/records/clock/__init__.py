"""Working days, and every date that the law counts from another."""
