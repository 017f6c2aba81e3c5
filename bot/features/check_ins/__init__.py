"""The check-in: a three-to-five-minute coaching conversation with a manager about one person.

Ask, do not judge: what I saw, what they said, what happens next and by when; then a note both can trust.
"""
