"""Breaks the rules of access one small way at a time, and sees whether a test notices."""
