"""The analyst's side: a year to look into, from the same registry as the report."""

import os

# Read when Polars is loaded: what it is done with goes back to the system at once, for the rows of a large
# ledger become pandas' own and must not be there twice. Costs a twentieth of the time, saves a fifth of the memory.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:100")
