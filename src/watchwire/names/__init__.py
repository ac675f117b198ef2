"""Scripts, words, name parts, and how alike two names are."""

from watchwire.names.anatomy import Anatomy, Role, Word, dissect
from watchwire.names.compare import compare_anatomies, compare_names
from watchwire.names.scripts import latin
from watchwire.names.similarity import token_similarity
from watchwire.names.tokens import Token, tokenize, words

__all__ = [
    "Anatomy",
    "Role",
    "Token",
    "Word",
    "compare_anatomies",
    "compare_names",
    "dissect",
    "latin",
    "token_similarity",
    "tokenize",
    "words",
]
