"""How the bot reads what a manager wrote: evidence, wording to check, promises, phrases that stop it.

Pure rules over the word lists of ``prompts.wording``; they point at evidence, never accuse or guess.
"""

from bot.features.check_ins.wording.agreed_actions import AgreedAction, agreed_actions
from bot.features.check_ins.wording.handoff import is_handoff, is_low_information, is_stop
from bot.features.check_ins.wording.index import CoachingIndex, Hint, coaching_index, hints, length
from bot.features.check_ins.wording.lexicon import Lexicon
from bot.features.check_ins.wording.reading import Flag, Reading, Sentence
from bot.features.check_ins.wording.signals import evidence_elements, read

__all__ = [
    "AgreedAction",
    "CoachingIndex",
    "Flag",
    "Hint",
    "Lexicon",
    "Reading",
    "Sentence",
    "agreed_actions",
    "coaching_index",
    "evidence_elements",
    "hints",
    "is_handoff",
    "is_low_information",
    "is_stop",
    "length",
    "read",
]
