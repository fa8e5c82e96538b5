"""Stands before the package of this name in what the tests start, which builds a grammar of web addresses for seconds.

``jsonschema`` does without it, as our own commands do (``gongkai.startup``): no schema of a notebook has such a format.
"""

raise ImportError("left out")
