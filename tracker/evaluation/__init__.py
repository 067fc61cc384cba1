"""Evaluation: how well the extraction agrees with replies that people annotated.

A folder of pairs NAME.txt and NAME.gold.json is read; predictions and annotations are compared quote by quote.
Pure but for reading the folder and the file of floors.
"""

from tracker.evaluation.figures import HEADER_FIELDS, Result, evaluate
from tracker.evaluation.floors import Comparison, Floors, compare, load_floors, pin
from tracker.evaluation.gold import Annotated, corpus_key, load_annotated

__all__ = [
    "HEADER_FIELDS",
    "Annotated",
    "Comparison",
    "Floors",
    "Result",
    "compare",
    "corpus_key",
    "evaluate",
    "load_annotated",
    "load_floors",
    "pin",
]
