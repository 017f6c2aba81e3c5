"""The performance cycle: its phases and their dates, what must be done before the next one opens, and how far it is.

HR plans, opens, extends and waives; every act is kept. Unit heads see their unit, everybody their own next step.
"""
