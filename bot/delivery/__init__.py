"""How messages leave: put once with the change that caused them, paced, sent, looked up when in doubt."""
