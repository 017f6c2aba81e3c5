"""The company's rule book: documents cut into clauses that can be quoted."""
