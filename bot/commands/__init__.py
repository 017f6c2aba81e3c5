"""What is typed on the command line, one module for each group of commands, and what only they put together."""
