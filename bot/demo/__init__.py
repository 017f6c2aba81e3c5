"""The demo company: its people, its rule book, its cycle and its results."""
