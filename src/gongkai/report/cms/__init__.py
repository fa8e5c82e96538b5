"""The public edition for an office's content-management system: a fragment that its editors leave whole."""
