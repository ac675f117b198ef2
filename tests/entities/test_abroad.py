"""Countries as places in texts of other languages than English."""

from collections import Counter

import pytest

from watchwire.model import Article, EntityKind
from watchwire.read import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("es", "La delegación de Irán llegó a Corea del Norte; Estados Unidos protestó ante Irán.", "IR2 KP1 US1"),
        ("de", "Aus Russland und dem Südsudan, nicht aus dem Sudan, kamen Gäste.", "RU1 SS1 SD1"),
        ("zh", "代表团从朝鲜经俄罗斯前往白俄罗斯。", "KP1 RU1 BY1"),
        ("ja", "代表団はイランからシリアへ向かった。", "IR1 SY1"),
        ("ar", "وصل الوفد من إيران إلى روسيا وسوريا ولبنان.", "IR1 RU1 SY1 LB1"),
        ("uk", "Делегація прибула з Ірану до Росії, а потім у Нігерію.", "IR1 RU1 NG1"),
        # Adjectives name no place, and a country of a longer name is the longer one's.
        ("fr", "Le ministre iranien a visité la Guinée équatoriale.", "GQ1"),
        ("zh", "印度尼西亚代表团抵达。", "ID1"),
    ],
)
def test_countries_are_places(reader: Reader, language: str, text: str, places: str) -> None:
    brief = reader.brief(Article(text, language=language))
    found = Counter({e.countries[0]: len(e.mentions) for e in brief.entities if e.kind is EntityKind.PLACE})
    assert found == Counter({place[:2]: int(place[2:]) for place in places.split()})
    for entity in brief.entities:
        assert all(span.of(text).strip() == span.of(text) != "" for span in entity.mentions)


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("hu", "Vlagyimir Putyin orosz elnök beszélt. Putyinnal tárgyaltak, és Putyin távozott.", 3),
        ("pl", "Prezydent Rosji Władimir Putin odleciał. Rozmowę z Putinem odwołano.", 2),
        ("ar", "التقى الرئيس الروسي فلاديمير بوتين الوفد. وقال إن لبوتين رأيا.", 2),
        ("zh", "俄罗斯总统弗拉基米尔·普京抵达。普京说很高兴。", 2),
        ("ja", "ロシアのウラジーミル・プーチン大統領が到着した。プーチン氏は語った。", 2),
        # Another word that only begins like it, without a capital, is none of his.
        ("pl", "Prezydent Rosji Władimir Putin odleciał. Lubią putinizm i putiny.", 1),
    ],
)
def test_family_name_alone_in_its_case_is_the_same_person(
    reader: Reader, language: str, text: str, places: int
) -> None:
    brief = reader.brief(Article(text, language=language))
    (person,) = [entity for entity in brief.entities if entity.matches]
    assert len(person.mentions) == places
    assert len(set(person.mentions)) == places
