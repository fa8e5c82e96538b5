"""A file that nobody declared: what it may mean, and the office's answer kept in ``columns.toml``."""
