"""``python -m gongkai`` (on Windows ``py -m gongkai``) is the command ``gongkai``."""

from gongkai.cli import main

if __name__ == "__main__":  # a spawned worker imports this module again, under another name
    main()
