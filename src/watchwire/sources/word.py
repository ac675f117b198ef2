"""The text of a Word document, all of it: also in tracked insertions, content controls, text boxes and notes.

What was deleted or moved away under tracked changes is not read, nor are headers and footers, which are furniture. The
elements are those of ECMA-376, part 1 (WordprocessingML).
"""

from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = ("/footnotes", "/endnotes")
"""How the kinds of the relations to a document's notes end."""
_LEFT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK})
"""What is deleted or moved away, properties, and the second copy of a drawing for old readers."""
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BOX = f"{_W}txbxContent"


def word_lines(document: Any) -> Iterator[str]:
    """Yield the paragraphs and rows of tables (a tab between cells) of a python-docx `Document`, then its notes."""
    from docx.oxml import parse_xml

    yield from _lines(document.element.body)
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_NOTES) and not relation.is_external:
            yield from _lines(parse_xml(relation.target_part.blob))


def _lines(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT:
            continue
        if child.tag == f"{_W}p":
            yield _text(child)
            for box in child.iter(_BOX):
                if not any(above.tag in _LEFT for above in box.iterancestors()):
                    yield from _lines(box)
        elif child.tag == f"{_W}tbl":
            rows = (row for row in child.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl")) is child)
            yield "\n".join("\t".join(_cells(row)) for row in rows)
        else:
            yield from _lines(child)


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is row:
            yield "\n".join(_lines(cell))


def _text(element: Any) -> str:
    """Return the text of a paragraph, without that of boxes anchored in it."""
    if element.tag in _LEFT or element.tag == _BOX:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    return _BREAKS.get(element.tag) or "".join(_text(child) for child in element)
