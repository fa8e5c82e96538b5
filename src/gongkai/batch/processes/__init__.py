"""Reports made in processes of their own: kept warm, spawned, timed and told of."""
