"""The company's own working days: make-up days, holidays, bridge days and days off that HR enters.

HR's administrators keep them on Home or with `/touchbase workdays`, and say when a year is complete: only then do
deadlines and the dates of cycles reach into a year that nobody else has announced.
"""
