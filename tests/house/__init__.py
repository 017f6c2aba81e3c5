"""Tests about the house itself: its layout, who imports whom, its words and its clock."""
