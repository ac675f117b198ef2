"""Looking listed subjects up as people type them: a family name, a few words, a beginning, a number, another script."""

import threading
from collections.abc import Iterator
from datetime import date

import orjson
import pytest

from watchwire.desk.finding import find_parties
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle
from watchwire.read import Reader
from watchwire.screening import Screener

BODIES = (
    "Sberbank of Russia",
    "Sberbank of Russia Volga Branch No. 12",
    "Sberbank Leasing",
    "Sberbank Capital Branch Office",
)
PEOPLE = (
    "Vladimir Vladimirovich PUTIN", "Roman Igorevich PUTIN", "Petion Kitab", "Putina Fedorovna IVANOVA", "Sergei SHOIGU",
    "Kim Yong ABDULLAH", "KIM Chol", "Zebulon QUARTERMAIN",
)  # fmt: skip


def entry(name: str, number: str, kind: str, **more: list[str]) -> bytes:
    properties = {"name": [name], "country": ["ru"], "topics": ["sanction"], **more}
    return orjson.dumps({"id": number, "schema": kind, "properties": properties, "datasets": ["one"]})


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screener]:
    folder = tmp_path_factory.mktemp("directory")
    library = Library(folder / "library")
    born = {"birthDate": ["1952-10-07"]}
    bodies = [entry(name, f"b{k}", "Company") for k, name in enumerate(reversed(BODIES))]
    people = [
        entry(name, f"p{k}", "Person", **(born if "Vladimirovich" in name else {})) for k, name in enumerate(PEOPLE)
    ]
    for name, lines in (
        ("one", [*bodies, *people]),
        ("two", [entry(PEOPLE[0], "q0", "Person", **born).replace(b'"one"', b'"two"')]),
    ):
        path = folder / f"{name}.ftm.json"
        path.write_bytes(b"\n".join(lines) + b"\n")
        library.add(Bundle.from_paths([path]), name, date(2024, 1, 1))
    yield Reader(library).screener(None)


def found(screener: Screener, query: str) -> list[str]:
    return [hit.party.caption for hit in find_parties(screener, query, 50, 0, threading.Lock())]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Sberbank", ["Sberbank of Russia", "Sberbank Leasing"]),
        ("Sberbank of Russia", ["Sberbank of Russia", "Sberbank of Russia Volga Branch No. 12"]),
        ("sberbank volga", ["Sberbank of Russia Volga Branch No. 12"]),
        ("Sberbank of Russia Samara branch", None),
        ("Putin", ["Vladimir Vladimirovich PUTIN", "Roman Igorevich PUTIN"]),
        ("putin vladimir", ["Vladimir Vladimirovich PUTIN"]),
        ("Quarter", ["Zebulon QUARTERMAIN"]),
        ("zebulon quart", ["Zebulon QUARTERMAIN"]),
        ("Шойгу", ["Sergei SHOIGU"]),
        ("ftm-one:p7", ["Zebulon QUARTERMAIN"]),
        ("P7", ["Zebulon QUARTERMAIN"]),
        ("Kim", ["KIM Chol", "Kim Yong ABDULLAH"]),
        ("Zebulun Quatermain", ["Zebulon QUARTERMAIN"]),
    ],
)
def test_what_is_meant_comes_first(screener: Screener, query: str, first: list[str] | None) -> None:
    names = found(screener, query)
    if first is None:
        assert any(name.startswith("Sberbank") for name in names[:2]), names
    else:
        assert names[: len(first)] == first, names


def test_a_subject_is_told_once_whatever_lists_have_it(screener: Screener) -> None:
    names = found(screener, "Putin")
    assert names.count("Vladimir Vladimirovich PUTIN") == 1


@pytest.mark.parametrize("query", ["", "   ", "xyzzy", "\ud800", "*", "a" * 500, "no. 12 of the"])
def test_odd_questions_are_answered(screener: Screener, query: str) -> None:
    assert isinstance(found(screener, query or " "), list)


def test_all_results_are_paged(screener: Screener) -> None:
    whole = [hit.party.id for hit in find_parties(screener, "russia", 50, 0, threading.Lock())]
    pages = [
        hit.party.id
        for start in range(0, len(whole), 2)
        for hit in find_parties(screener, "russia", 2, start, threading.Lock())
    ]
    assert pages == whole
    assert len(whole) >= 2


def test_it_is_made_once_and_then_read(screener: Screener) -> None:
    folder = screener.holdings.index_folder
    assert folder is not None
    found(screener, "Putin")
    [path] = folder.glob("directory-*.json")
    made = path.stat().st_mtime_ns
    from watchwire.desk import directory

    directory._DIRECTORY.clear()
    directory._ROWS.forget()
    assert found(screener, "Putin")[0] == "Vladimir Vladimirovich PUTIN"
    assert path.stat().st_mtime_ns == made
    path.write_bytes(b"[[broken")
    directory._DIRECTORY.clear()
    directory._ROWS.forget()
    assert found(screener, "Putin")[0] == "Vladimir Vladimirovich PUTIN", "what is broken is made again"
