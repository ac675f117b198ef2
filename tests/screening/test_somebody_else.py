"""Words that are a listed name and mean something else: no alert; and the same words where they mean it: an alert."""

from typing import Any

import pytest

from watchwire.model import Article, Band, Identifier, Listing, NameKind, NameQuality, Party, PartyKind, PartyName
from watchwire.screening import Index
from watchwire.screening.finder import Finder

PERSON, BODY, SHIP = PartyKind.PERSON, PartyKind.ORGANIZATION, PartyKind.VESSEL


def listed(
    kind: PartyKind,
    *names: str,
    countries: tuple[str, ...] = (),
    positions: tuple[str, ...] = (),
    number: int = 1,
    **more: Any,
) -> Party:
    made = tuple(PartyName(name, NameKind.ALIAS) for name in names)
    return Party(
        f"test:{number}", kind, made, (Listing("test", str(number)),), countries=countries, positions=positions, **more
    )


def alerts(text: str, *parties: Party) -> list[tuple[str, str]]:
    found = Finder(Index.of(parties)).find(Article(text))
    return [(match.party.id, match.query or "") for match in found if match.band is not Band.WEAK]


MARLOVA = listed(BODY, "MARLOVA S.A.", countries=("ES",))
FDN = listed(BODY, "FRONT FOR DEMOCRATIC NATIONHOOD", "FDN", countries=("TD",))
KARGO = listed(BODY, "KARGO", "KARGO AIRCRAFT CORPORATION", countries=("RU",))
SAHEL = listed(BODY, "JIHAD BRIGADE IN SAUDI ARABIA")
TRUST = listed(BODY, "ZARAVAK TRANSNATIONAL CRIMINAL ORGANIZATION")
SENIOR = listed(PERSON, "Osvaldo MARTIREZ", countries=("ZW",), number=2)
JUNIOR = listed(PERSON, "JR., Osvaldo Bruno MARTIREZ", countries=("ZW",))
RASHADI = listed(PERSON, "Abdul Karam")
SHIPPER = listed(BODY, "BEHROUZ TAVAKKALI TRADING COMPANY", "BEHROUZ TAVAKKALI TRADING", countries=("IR",))
LIMITED = listed(BODY, "OOO MARLOVA", "MARLOVA LIMITED LIABILITY COMPANY")
ORLANOV = listed(PERSON, "Andrei Yuryevich ORLANOV", countries=("RU",), positions=("Minister of Trade of Russia",))
ESTATE = listed(BODY, "ESTATE MANAGMENT COMPANY LIMITED", countries=("RU",))
KOREAN = listed(BODY, "North Korean Foreign Trade Bank", "FTB", countries=("KP",))
MALIAN = listed(BODY, "MALIAN NATIONAL SECURITY BUREAU", countries=("ML",))
BELGOROD = listed(
    PERSON, "Ousmane Maraki BELGOROD", countries=("ML",), positions=("Minister of Defence of Mali",), number=2
)
BEHROUZ = listed(PERSON, "Behrouz TAVAKKALI", countries=("IR",), number=2)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        # A word beside it makes a place of it.
        ("The park protects the reefs of the Marlova Islands and of Lake Marlova.", MARLOVA),
        # The text spells the acronym out as something else, once or elsewhere.
        ("The Food and Dairy Network (FDN) met. Later the FDN said prices would rise.", FDN),
        ("The FDN said prices would rise. The Federal Dairy Network meets on Monday.", FDN),
        # A short word that is not in capitals is no acronym.
        ("Fdn Smith won the race in Chad.", FDN),
        # A number is joined: a product of the maker.
        ("Two Kargo-29 jets crossed the border.", KARGO),
        # Words of the language are no misspelling of others.
        ("The Deputy Secretary of State for Management spoke on sanctions in Russia.", ESTATE),
        # A place, with a small word of the name before it.
        ("In Saudi Arabia, ministers met. They spoke of Saudi Arabia and trade.", SAHEL),
        # Only class words of the name stand there.
        ("He is a leader of a Transnational Criminal Organization in Guatemala.", TRUST),
        # The text's own name goes on.
        ("The delegation was led by Minister Abdul Karam Patelli, who spoke of health.", RASHADI),
        # The list calls him junior.
        ("Osvaldo Martirez, the president, spoke in Harare.", JUNIOR),
        # One word of a longer name, of a person or of another body.
        (
            "Glenn Harlan Marlova, a University of Tennessee law professor, is a member of the Board of Contributors.",
            LIMITED,
        ),
        ("First Security agreed to acquire Deseret Marlova for 18 million dollars.", LIMITED),
        ("He died at his villa, Casa de las Marlova, in the Dominican Republic.", LIMITED),
        ("Its health initiative is run by Marlova C. Magaziner, who was an aide of the Russian project.", LIMITED),
        # A town before its state.
        ("It was cleared to acquire Starpointe Savings Bank of Marlova, N.J., the banks said.", LIMITED),
        ("The last one that it shipped was Kargo - 008, the patch of January.", KARGO),
        # An acronym that nothing speaks for.
        (
            "The visiting team secured the second seed in the ZVK playoffs.",
            listed(BODY, "ZARAVAK VOLUNTEER KORPUS", "ZVK"),
        ),
        # Another country's body of that name, where the list gives no country.
        ("Clashes between rebels and the South Sudan People's Army went on.", listed(BODY, "PEOPLE'S ARMY")),
        # A family name of somebody else, whose given name is a word of the language, too.
        ("Victor Orlanov, a magnate, met the Russian minister. Officials spoke with Mr. Orlanov in Moscow.", ORLANOV),
        # A word with a capital goes on with a single name.
        ("Forces searched networks in the Orlanov Joy and Qalat districts of Russia.", ORLANOV),
        # A class word of bodies, under whatever legal forms.
        ("He served as Head of Operations and Logistics of the group.", listed(BODY, "TRUST LOGISTICS LLC")),
        # A nationality and common words that go on into a title.
        ("North Korean Foreign Minister Pak Il Su left Pyongyang for talks on missiles and sanctions.", KOREAN),
        ("The North Korean Foreign Trade Minister Pak Il Su spoke of sanctions.", KOREAN),
        ("The Malian National Security Adviser, Oumar Keba, spoke of terrorism and sanctions in Mali.", MALIAN),
        # A family name that is a town's, too, and nobody is named.
        ("The army of Mali shelled Belgorod in the night, said terrorism experts in Mali.", BELGOROD),
        # One syllable of another writing.
        ("그는 간 이식 수술을 받았다.", listed(BODY, "GAN")),
    ],
)
def test_no_alert(text: str, party: Party) -> None:
    assert alerts(text, party) == []


@pytest.mark.parametrize(
    ("text", "party", "found"),
    [
        ("Prosecutors in Spain searched the offices of Marlova S.A. in Madrid.", MARLOVA, "Marlova"),
        ("The Front for Democratic Nationhood (FDN) attacked in Chad. The FDN said so.", FDN, "FDN"),
        ("Sanctions on the Russian Kargo Aircraft Corporation were announced.", KARGO, "Kargo Aircraft Corporation"),
        ("The Jihad Brigade in Saudi Arabia claimed the attack.", SAHEL, "Jihad Brigade in Saudi Arabia"),
        (
            "Treasury designated the Zaravak Transnational Criminal Organization.",
            TRUST,
            "Zaravak Transnational Criminal Organization",
        ),
        ("The North Korean Foreign Trade Bank moved the money.", KOREAN, "North Korean Foreign Trade Bank"),
        ("The Malian National Security Bureau, under sanctions, spoke.", MALIAN, "Malian National Security Bureau"),
        # A family name that is a town's, too, with a given name elsewhere or a title that points to its bearer.
        ("Treasury designated Ousmane Maraki Belgorod of Mali. Belgorod led the militia.", BELGOROD, "Belgorod"),
        ("Malian Defence Minister Belgorod said the army would act.", BELGOROD, "Belgorod"),
        ("Zimbabwe: Osvaldo Bruno Martirez Jr. spoke in Harare.", JUNIOR, "Osvaldo Bruno Martirez Jr"),
    ],
)
def test_alert_where_it_is_meant(text: str, party: Party, found: str) -> None:
    assert found in {query for _, query in alerts(text, party)}


def test_of_a_man_and_the_company_named_after_him_the_likelier_is_meant() -> None:
    text = "The official Behrouz Tavakkali of Iran is under sanctions."
    assert {party for party, _ in alerts(text, SHIPPER, BEHROUZ)} == {"test:2"}


def test_of_two_ships_of_one_name_the_number_in_a_register_tells_which() -> None:
    def ship(number: int, imo: str) -> Party:
        return listed(SHIP, "LADY MARLOVA", number=number, identifiers=(Identifier("imo", imo),))

    text = "VESSEL: Lady Marlova VESSEL FKA: Maliy VESSEL REGISTRATION IDENTIFICATION: IMO 9074729 VESSEL TYPE: General Cargo"
    assert {party for party, _ in alerts(text, ship(1, "9074729"), ship(2, "9116412"))} == {"test:1"}


def test_a_title_with_a_stop_is_no_given_name_of_another() -> None:
    sechenov = listed(PERSON, "Igor Sechenov", countries=("RU",), positions=("Minister of Defence of Russia",))
    for title in ("Mr.", "Gen.", ""):
        text = f"Igor Sechenov spoke. The Russian defence minister, {title} Sechenov, said so."
        found = Finder(Index.of([sechenov])).find(Article(text))
        (last,) = [match for match in found if match.query == "Sechenov"]
        assert "another bearer in text" not in {reason.feature for reason in last.comparison.reasons}


def test_two_words_that_make_one_given_name_say_less_than_two() -> None:
    def score(name: str) -> float:
        (match,) = Finder(Index.of([listed(PERSON, name)])).find(Article(f"King {name} met the president in 1945."))
        return match.score

    assert score("Abdul Karam") < score("Mazlum Karam")


def test_in_a_list_of_names_in_capitals_long_and_daily_names_are_found() -> None:
    hamas, marlova = listed(BODY, "HAMAS", number=1), listed(BODY, "MARLOVAKHIM", number=2)
    text = "\n".join(f"NAME{k} SURNAME, Place{k} Street, Country{k}" for k in range(8)) + "\nHAMAS\nMARLOVAKHIM"
    assert {party for party, _ in alerts(text, hamas, marlova)} == {"test:1", "test:2"}


def test_two_syllables_of_a_korean_text_are_no_name_in_latin_letters() -> None:
    assert alerts("서울 시장 오세훈은 말했다.", listed(PERSON, "Shi ZHANG")) == []
    assert alerts("오늘 김정은이 도착했다", listed(PERSON, "Kim Jong Un")) == [("test:1", "김정은")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Characters of a longer name, and syllables of another writing that only sound alike.
        ("使わない時はタスクバーに格納しておき、よく使う。", ("瓦格纳集团", "VAGNER GROUP")),
        ("강하게 치고 나가지는 않지만 꼼꼼하다.", ("基地组织", "THE FOUNDATION GROUP")),
        # The first word of a sentence in a writing of which no common words are known.
        ("Такова физиология. Цифра в 20 грамм легко достижима.", ("ZYFRA",)),
    ],
)
def test_what_sounds_like_a_body_in_another_writing_is_none(text: str, names: tuple[str, ...]) -> None:
    assert alerts(text, listed(BODY, *names, countries=("KP",))) == []


def test_a_body_in_chinese_characters_is_found_character_by_character() -> None:
    assert alerts("瓦格纳集团的战士抵达。", listed(BODY, "瓦格纳集团", countries=("RU",)))


def test_bearers_of_one_name_are_weighed_together() -> None:
    """Only one can be meant, so their probabilities add up: none is lost because there are two of them."""
    here = [listed(PERSON, "Hafiz SAIDOV", countries=("PK",), number=k) for k in (1, 2)]
    found = Finder(Index.of(here)).find(Article("Hafiz Saidov spoke on Monday."))
    assert {match.party.id for match in found if match.band is Band.POSSIBLE} == {"test:1", "test:2"}
    told = [reason for match in found for reason in match.comparison.reasons if reason.feature == "one of several"]
    assert told
    assert all("2 listed parties" in reason.detail for reason in told)


def test_a_word_is_not_raised_because_two_bodies_bear_it() -> None:
    here = [listed(BODY, name, number=k) for k, name in enumerate(("OOO MARLOVIN", "MARLOVIN JSC"))]
    found = Finder(Index.of(here)).find(Article("In Peru he served as head of Marlovin."))
    assert len(found) == 2
    assert all(reason.feature != "one of several" for match in found for reason in match.comparison.reasons)


def test_a_family_name_is_no_surer_than_the_full_name_that_it_leans_on() -> None:
    party = listed(PERSON, "Maria de Jesus ESPINARA RODRIGUEZ", countries=("MX",))
    text = "Maria Espinara is running for office in Texas. Espinara is director of a project on Mexico."
    found = Finder(Index.of([party])).find(Article(text))
    full = max(match.score for match in found if match.query == "Maria Espinara")
    assert all(match.score <= full + 1e-4 for match in found if match.query == "Espinara")


def test_a_body_that_the_list_gives_no_country_is_at_home_where_the_press_has_it() -> None:
    def score(text: str) -> float:
        return max(match.score for match in Finder(Index.of([listed(BODY, "HAMAS")])).find(Article(text)))

    assert score("Fighters of Hamas in Gaza said so.") >= score("Fighters of Hamas in Peru said so.")


def test_a_form_that_begins_the_next_sentence_is_no_part_of_the_name() -> None:
    houthis = listed(BODY, "THE HOUTHIS", countries=("YE",))
    text = "The actor in Yemen are the Houthis. As for sanctions, the Houthis. You are right."
    assert {query for _, query in alerts(text, houthis)} == {"Houthis"}


def test_a_weak_alias_with_another_name_inside_supports_nothing() -> None:
    names = (PartyName("Aung HLAING", NameKind.PRIMARY), PartyName("HLAING AUNG", NameKind.ALIAS, NameQuality.WEAK))
    party = Party("test:1", PERSON, names, (Listing("test", "1"),), countries=("MM",))
    text = "In Burma the activists Jimmy, {} and Thura Zaw were killed under sanctions."

    def supported(name: str) -> bool:
        (match,) = Finder(Index.of([party])).find(Article(text.format(name)))
        return "weak alias agrees" in {reason.feature for reason in match.comparison.reasons}

    assert supported("Hlaing Aung")
    assert not supported("Hlaing Myo Aung")


def test_a_text_that_names_half_the_world_says_little_by_naming_a_country() -> None:
    party = listed(PERSON, "Abbas EBERAHIMI", countries=("TH",))
    few = "Abbas Ibrahimi spoke about terrorism. " + "x " * 200 + "Thailand."
    many = few + " Chad, Peru, Mali, Cuba, Togo, Fiji, Iran, Laos, Oman, India, Nepal, Japan."

    def score(text: str) -> float:
        (match,) = Finder(Index.of([party])).find(Article(text))
        return match.score

    assert score(many) < score(few)


def test_a_further_member_of_a_listed_family_speaks_for_a_name() -> None:
    son = listed(PERSON, "Hamza bin LADANI", countries=("SA",))
    father = listed(PERSON, "Walid bin LADANI", countries=("SA",), number=2)

    def score(*parties: Party) -> float:
        text = "Hamza bin Ladani, son of the late Walid bin Ladani, died in the mountains."
        found = Finder(Index.of(parties)).find(Article(text))
        return next(match.score for match in found if match.party.id == "test:1" and match.query == "Hamza bin Ladani")

    assert score(son, father) > score(son)


def test_the_small_word_before_a_family_name_makes_it_none_of_the_language() -> None:
    party = listed(PERSON, "Hamza bin LADEN")
    (match,) = Finder(Index.of([party])).find(Article("They wrote that Hamza bin Laden had been named."))
    assert "small word agrees" in {reason.feature for reason in match.comparison.reasons}


def test_a_part_of_a_name_without_family_name_says_less() -> None:
    def score(country: str, named: str) -> float:
        party = listed(PERSON, "Zaw Thant MINHLA", countries=(country,))
        (match,) = Finder(Index.of([party])).find(Article(f"Zaw Minhla spoke of sanctions in {named}."))
        return match.score

    assert score("MM", "Burma") < score("TH", "Thailand")


def test_an_office_of_another_country_speaks_against_a_name_wherever_the_text_has_it() -> None:
    party = listed(PERSON, "Aleksandar NIKOLANOV", countries=("RS",))
    text = "Bulgarian energy minister Aleksandar Nikolanov met guests from Serbia. Aleksandar Nikolanov left."
    first, second = Finder(Index.of([party])).find(Article(text))
    assert "office of another country" in {reason.feature for reason in first.comparison.reasons}
    assert "office of another country elsewhere" in {reason.feature for reason in second.comparison.reasons}


@pytest.mark.parametrize("written", ["Sang-ho KIM", "Sang-ho Kim", "Kim Sang-ho", "Kim Sang Ho"])
def test_a_korean_name_is_found_whichever_end_the_family_name_has(written: str) -> None:
    assert alerts(
        f"Sanctions on North Korea name {written} of Pyongyang.", listed(PERSON, "Sang-ho KIM", countries=("KP",))
    )


def test_a_common_family_name_is_no_company() -> None:
    company = listed(PartyKind.ORGANIZATION, "PETERSON LIMITED LIABILITY COMPANY")
    assert not alerts("“They want me,” Peterson says. Peterson is an activist.", company)
    assert alerts("The bank paid Peterson LLC.", company) == [("test:1", "Peterson LLC")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The talk was held by Orvis (Office of Rural Village Irrigation Schemes) in Oslo.", False),
        ("The talk was held by Orvis (Oslo) on Monday.", True),
        ("The talk was held by Orvis, an armed group, in Norway.", True),
    ],
)
def test_a_short_name_that_the_text_spells_out_otherwise(text: str, shown: bool) -> None:
    party = listed(PartyKind.ORGANIZATION, "ORVIS", countries=("NO",))
    found = Finder(Index.of([party])).find(Article(text, language="en"))
    assert any(match.band is not Band.WEAK for match in found) == shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They had Torvald rifles and stole nine horses, the police said.", []),
        ("Guards with Torvald-style rifles stood at the gate.", []),
        ("Torvald said it would sell more rifles, the company announced.", [("test:1", "Torvald")]),
    ],
)
def test_a_weapon_is_not_its_maker(text: str, found: list[tuple[str, str]]) -> None:
    assert alerts(text, listed(BODY, "Torvald Group", "Torvald")) == found
