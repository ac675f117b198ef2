"""Any language that has no pipeline of its own: sentences by their marks, and nothing more."""

import re

from watchwire.language.analysis import Analysis, OneByOne, Sentence, Word, stretches
from watchwire.model import Article, Span

_END = re.compile(r"(?<=[.!?…。！？])[\"»”’)]*\s+(?=\S)|\n+")
_UNREAD = ("statements", "events", "concerns", "designations", "people")
_WORD = re.compile(r"\w+|[^\w\s]")


class Plain(OneByOne):
    """Words and sentences by punctuation. Says what it does not do."""

    def __init__(self, code: str | None, remedy: str = "no pipeline for this language") -> None:
        self.code = code or "unknown"
        self.remedy = remedy

    def analyse(self, article: Article) -> Analysis:
        """Split the story; find no names and no syntax."""
        words: list[Word] = []
        sentences: list[Sentence] = []
        for span in stretches(article):
            for piece in _sentences(span, article.text):
                first = len(words)
                for match in _WORD.finditer(piece.of(article.text)):
                    number = len(words)
                    start = piece.start + match.start()
                    words.append(
                        Word(
                            number,
                            start,
                            start + len(match[0]),
                            match[0],
                            match[0].lower(),
                            "",
                            "",
                            "",
                            number,
                        )
                    )
                if len(words) > first:
                    sentences.append(Sentence(first, len(words), piece))
        missing = (
            f"language {self.code}: listed names, dates and places were looked for; "
            f"statements and events were not read ({self.remedy})"
        )
        return Analysis(article, tuple(words), tuple(sentences), (), (missing,), _UNREAD)


def _sentences(span: Span, text: str) -> list[Span]:
    inside = span.of(text)
    found: list[Span] = []
    at = 0
    for match in [*_END.finditer(inside), None]:
        end = match.start() if match else len(inside)
        piece = inside[at:end]
        if piece.strip():
            start = at + len(piece) - len(piece.lstrip())
            found.append(Span(span.start + start, span.start + at + len(piece.rstrip())))
        at = match.end() if match else end
    return found
