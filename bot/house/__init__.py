"""How each feature is put together, and in which order they are asked about a message."""
