"""Reading hostile XML: no entities, no DTD, no network, bounded depth, elements freed as they pass."""

from collections.abc import Iterator

from lxml import etree

from watchwire.errors import ListError
from watchwire.lists.progress import stream_of


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


def iterate(name: str, data: bytes, root: str, entries: frozenset[str]) -> Iterator[etree._Element]:
    """Yield the root element (at its start) and then each element whose local name is in `entries`.

    Raises:
        ListError: another root, a DTD, or broken XML; the message names file and line.

    """
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    events = etree.iterparse(
        stream_of(data),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    first = True
    try:
        for event, element in events:
            if first:
                first = False
                _check_root(name, element, root)
                yield element
                continue
            if event == "end" and local(element) in entries:
                yield element
                element.clear(keep_tail=False)
                while element.getprevious() is not None and element.getparent() is not None:
                    parent = element.getparent()
                    assert parent is not None  # noqa: S101  (for the type checker; tested one line above)
                    del parent[0]
    except etree.XMLSyntaxError as error:
        line = getattr(error, "lineno", None)
        raise ListError(f"{name}, line {line}: broken XML ({error.msg}); fetch the file again") from error


def _check_root(name: str, element: etree._Element, root: str) -> None:
    tree = element.getroottree()
    if tree.docinfo.doctype:  # type: ignore[attr-defined]  # missing from the stubs
        raise ListError(f"{name}: carries a document type declaration, which no list does; refused")
    if local(element) != root:
        raise ListError(f"{name}: the root element is <{local(element)}>, expected <{root}>")


def child_text(element: etree._Element, tag: str) -> str | None:
    """Return the trimmed text of the first child with that local name, or None when empty or missing."""
    for child in element:
        if isinstance(child.tag, str) and local(child) == tag:
            return clean(child.text)
    return None


def children(element: etree._Element, *path: str) -> Iterator[etree._Element]:
    """Yield all descendants along a path of local names."""
    if not path:
        yield element
        return
    for child in element:
        if isinstance(child.tag, str) and local(child) == path[0]:
            yield from children(child, *path[1:])


def clean(text: str | None) -> str | None:
    """Fold white space; None for empty text and for the placeholders that publishers use."""
    if text is None:
        return None
    folded = " ".join(text.split())
    return None if folded in {"", "-", "-0-", "na", "n/a", "N/A", "None"} else folded
