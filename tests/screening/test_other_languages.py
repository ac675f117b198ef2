"""A listed name in texts of other languages: countries and roles are read there, and the press table's spellings."""

import pytest

from tests.screening.test_somebody_else import listed
from watchwire.model import Article, Band, NameKind, Party, PartyKind
from watchwire.screening import Index
from watchwire.screening.finder import Finder

PERSON, BODY = PartyKind.PERSON, PartyKind.ORGANIZATION
ORLANOV = listed(PERSON, "Grigori Pavlovich ORLANOV", countries=("RU",), positions=("President of the Federation",))
REZVANI = listed(PERSON, "Behnam REZVANI", countries=("IR",), positions=("Minister of Defense",))
SALCEDA = listed(PERSON, "Ramiro SALCEDA FUENTES", countries=("VE",), positions=("President of the Republic",))
PUTIN = listed(
    PERSON, "Vladimir Vladimirovich PUTIN", countries=("RU",), positions=("President of the Russian Federation",)
)
KIM = listed(PERSON, "KIM Jong Un", countries=("KP",))
NAMESAKE = listed(PERSON, "Vladimir Vladimirovich PUTIN", countries=("BR",))
HAMAS = listed(BODY, "HAMAS", countries=("PS",))
REPUBLIC = listed(BODY, "ルガンスク人民共和国", countries=("UA",))


ZAHRANI = listed(PERSON, "Behnam SHAMLOUEI", countries=("IR",), positions=("Commander of the Guards",))
WENBING = listed(PERSON, "Wenbingxuan QIAO", "Bingxuan QIAO", countries=("CN",), positions=("Vice Chairman",))


def found(text: str, *parties: Party) -> list[tuple[str, str]]:
    matches = Finder(Index.of(parties)).find(Article(text))
    return [(match.span.of(text), match.name.kind.value) for match in matches if match.band is not Band.WEAK]


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("Президент России Григорий Орланов открыл завод.", "Григорий Орланов", ORLANOV),
        ("Встреча российского президента Григория Орланова с рабочими.", "Григория Орланова", ORLANOV),
        ("Президент Росії Григорій Орланов відкрив завод.", "Григорій Орланов", ORLANOV),
        ("Prezydent Rosji Grigorij Orłanow otworzył fabrykę.", "Grigorij Orłanow", ORLANOV),
        ("Der russische Präsident Grigori Orlanow eröffnete das Werk.", "Grigori Orlanow", ORLANOV),
        ("Le président russe Grigori Orlanov a ouvert l'usine.", "Grigori Orlanov", ORLANOV),
        ("O presidente da Rússia, Grigori Orlanov, abriu a fábrica.", "Grigori Orlanov", ORLANOV),
        ("Venäjän presidentti Grigori Orlanov avasi tehtaan.", "Grigori Orlanov", ORLANOV),
        ("Rusya Devlet Başkanı Grigori Orlanov fabrikayı açtı.", "Grigori Orlanov", ORLANOV),
        ("Grigorij Orlanov orosz elnök megnyitotta a gyárat.", "Grigorij Orlanov", ORLANOV),
        ("Министр обороны Ирана Бехнам Резвани выступил в Тегеране.", "Бехнам Резвани", REZVANI),
        ("El presidente venezolano Ramiro Salceda inauguró la planta.", "Ramiro Salceda", SALCEDA),
        ("Il presidente del Venezuela Ramiro Salceda ha parlato.", "Ramiro Salceda", SALCEDA),
        # Writings without short vowels: any listed spelling of the same letters.
        ("فرمانده سپاه ایران، بهنام شاملویی، سخن گفت.", "بهنام شاملویی", ZAHRANI),
        ("قال القائد الإيراني بهنام شاملوئي إن الطريق مفتوح.", "بهنام شاملوئي", ZAHRANI),
        # A given name of two characters is one word in the list.
        ("中国副主席乔炳轩星期二视察西藏。", "乔炳轩", WENBING),
    ],
)
def test_role_and_country_of_another_language_point_to_the_party(text: str, name: str, party: Party) -> None:
    assert [words for words, _ in found(text, party)] == [name]


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("俄罗斯总统普京星期二在莫斯科视察工厂。", "普京", PUTIN),
        ("俄羅斯總統弗拉基米爾·普丁視察工廠。", "普丁", PUTIN),
        ("ロシアのプーチン大統領は工場を視察した。", "プーチン", PUTIN),
        ("블라디미르 푸틴 러시아 대통령은 공장을 방문했다.", "블라디미르 푸틴", PUTIN),
        ("زار الرئيس الروسي فلاديمير بوتين المصنع.", "فلاديمير بوتين", PUTIN),
        ("وقال بوتين في موسكو إن المصنع جاهز.", "بوتين", PUTIN),
        ("ولادیمیر پوتین، رئیس‌جمهور روسیه، از کارخانه بازدید کرد.", "ولادیمیر پوتین", PUTIN),
        ("נשיא רוסיה ולדימיר פוטין ביקר במפעל.", "ולדימיר פוטין", PUTIN),
        ("Ο Ρώσος πρόεδρος Βλαντίμιρ Πούτιν επισκέφθηκε το εργοστάσιο.", "Βλαντίμιρ Πούτιν", PUTIN),
        ("朝鲜领导人金正恩视察了工厂。", "金正恩", KIM),
        ("北朝鮮の金正恩総書記は工場を視察した。", "金正恩", KIM),
        ("パレスチナのハマス幹部は語った。", "ハマス", HAMAS),
    ],
)
def test_spelling_of_the_press_in_another_writing(text: str, name: str, party: Party) -> None:
    assert found(text, party) == [(name, NameKind.PRESS.value)]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        # Latin and Cyrillic texts meet the list's own names, not a spelling made for another writing.
        ("The book was read by Wladimir Poutini of Lyon.", PUTIN),
        # The same name, listed for another country.
        ("俄罗斯总统普京视察工厂。", NAMESAKE),
        # Another country's republic: the words before belong to it.
        ("中华人民共和国外交部表示抗议。", REPUBLIC),
        # A role of the language is no name, and a country's name no party's.
        ("Президент России открыл завод.", ORLANOV),
        ("ロシアの大統領は工場を視察した。", PUTIN),
        # Somebody else of that office, in another country.
        ("El presidente colombiano Ramiro Salazar inauguró la planta.", SALCEDA),
    ],
)
def test_somebody_else_in_another_language(text: str, party: Party) -> None:
    assert found(text, party) == []


def test_country_that_is_read_speaks_against_where_it_is_another_one() -> None:
    finder = Finder(Index.of((ORLANOV,)))
    scores = [
        finder.find(Article(f"Das sagte Grigori Orlanow, {of} Bäcker, am Montag."))[0].score
        for of in ("russischer", "brasilianischer")
    ]
    assert scores[0] > scores[1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("В ЧВК «Марлова» молчат.", "ЧВК «Марлова»"),
        ("Молчат в «ЧВК Марлова».", "ЧВК Марлова"),
        ("Die „ChVK Marlova“ schweigt.", "ChVK Marlova"),
    ],
)
def test_a_mark_that_opens_in_a_name_closes_in_it(text: str, name: str) -> None:
    assert [words for words, _ in found(text, listed(BODY, "ChVK Marlova", countries=("RU",)))] == [name]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Нападающий «Ротора» Григорий Орланов из России оформил дубль.", ORLANOV),
        ("بهنام شاملویی، نانوای ایرانی، نان پخت.", ZAHRANI),
        ("قال المدرب الإيراني بهنام شاملوئي إن الفريق جاهز.", ZAHRANI),
        ("退休教师乔炳轩在中国办班。乔炳轩说很高兴。", WENBING),
        ("Der Bäcker Grigori Orlanow backt. Grigori Orlanow kam aus Russland.", ORLANOV),
    ],
)
def test_occupation_of_private_life_speaks_against_wherever_the_words_stand(text: str, party: Party) -> None:
    for match in Finder(Index.of((party,))).find(Article(text)):
        reasons = {reason.feature for reason in match.comparison.reasons}
        assert reasons & {"private occupation", "private occupation elsewhere"}, match.span
