"""Made-up offices with a life of many years, for trials, demonstrations and measurements."""
