"""Our budgets beside the limits: each benchmark runs the smallest possible program and ours in one go."""
