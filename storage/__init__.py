"""What Touchbase remembers: tables and queries, one module per noun."""
