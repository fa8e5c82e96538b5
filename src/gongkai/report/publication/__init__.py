"""A report made, proved and moved to its folder, in every format asked for."""
