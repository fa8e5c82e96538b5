from drawings import drawn_once  # noqa: F401 (a fixture)
