"""How decided things are put into words: by catalogs alone, or by a model behind the same protocol."""
