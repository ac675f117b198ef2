"""Five entries of real files: what the file's own text says of them, held against what the loader makes of it.

How they came to be: entries were picked at random, their rows or elements were printed from the file (not through a
loader) and read by eye, and what they say was written down here; where loader and reading differed, the file was looked at
again and whichever was wrong was mended. They are no blind sample: whoever wrote them down knew the loaders. OFAC's two
formats of one day are held against one another field by field besides (`test_ofac.py`), and the excerpts of 2026 of the EU and
the UK, which hold four entries each, all of them and entry by entry (`test_eu_uk.py`). Of the samples of the screening
list those entries are here whose number stands in the file. OFSI's layout of 2022 and `sdn-classic` were edited by
others: what they say is held all the same.
"""

from pathlib import Path

import pytest

from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import load_bundle

# file, entry: primary name, listed, births, countries, what it does; None where the rows that were read do not say
CASES = {
    "un/un-sc-2026-02-27.xml": {
        "QDi.315": ("HAMADA OULD MOHAMED EL KHAIRY", "2013-02-22", None, None, "asset-freeze travel-ban arms-embargo"),
        "KPe.010": ("GREEN PINE ASSOCIATED CORPORATION", "2012-05-02", None, None, "asset-freeze"),
        "TAi.007": ("ABDUL LATIF MANSUR", "2001-01-31", None, "AF", "asset-freeze travel-ban arms-embargo"),
        "LYi.015": ("SAADI QADHAFI", "2011-02-26", None, None, "asset-freeze travel-ban"),
        "YEi.012": ("AHMAD AL-HAMZI", "2022-10-04", "1985", "YE", "asset-freeze travel-ban arms-embargo"),
    },
    "uk/ofsi-conlist-2025-04.xlsx": {
        "11282": ("GREEN PINE ASSOCIATED CORPORATION", "2010-12-23", None, "KP", "asset-freeze"),
        "14107": ("AL-KANIYAT", "2021-05-13", None, "LY", "asset-freeze"),
        "15324": ("JOINT STOCK COMPANY MIKRON", "2022-05-04", None, "RU", "asset-freeze financial-services"),
        "12859": ("Hamada OULD MOHAMED EL KHAIRY", "2013-03-04", "1970", "MR ML", "asset-freeze"),
        "16617": ("STRUCTURA NATIONAL TECHNOLOGIES", "2024-10-28", None, "RU", "asset-freeze financial-services"),
    },
    "au/dfat-regulation8-2024-11.xlsx": {
        "82": ("Abdul-Haq Wassiq", "2001-01-31", "circa 1975; 1971", "AF", "asset-freeze"),
        "2557": ("INNOCENT KAINA", "2012-11-30", "1973-11", None, "asset-freeze"),
        "3277": ("Kim Nam Ung", "2017-08-04", None, "KP", "asset-freeze"),
        "7099": ("Alexander Yevgenevych ANANCHENKO", None, "1966-02-02", "UA", "asset-freeze"),
        "1023": ("ALFA COMPANY LIMITED FOR INTERNATIONAL TRADING AND MARKETING", None, None, None, "asset-freeze"),
    },
    "ca/sema-lmes-2020-04.xml": {
        "burma.1.28": ("Burma Rubber Wood Co. Ltd.", None, None, None, "asset-freeze"),
        "justice-for-victims-of-corrupt-foreign-officials-regulations.1.10": (
            "Luis Alfredo MOTTA DOMÍNGUEZ", None, None, None, "asset-freeze travel-ban",
        ),
        "syria.2.80": ("Mohammad Al-Jleilati", None, None, None, "asset-freeze travel-ban"),
        "ukraine.1.151": ("Vadim Danilovich BELIK", None, None, None, "asset-freeze travel-ban"),
        "zimbabwe.113": ("John Landa Nkomo", None, "1934-08-22", None, "asset-freeze travel-ban"),
    },
    "opensanctions/ua-war-sanctions-targets.simple-2026-03-13.csv.gz": {
        "NK-26vR5ddcEn7cQ7WaGBi3Po": ("FUGA BLUEMARINE", None, None, "GM GR PA", ""),
        "NK-MrXoEL4tjsmwnC42Xkn6rB": ("VICTOR KONETSKY", None, None, "BB CY GM KM LR PA RU", ""),
        "NK-Y9xAhoMVBXHk8TgW8vkVzi": ("BISHARYAN Artur", None, "1990-05-30", "RU", ""),
        "NK-k8Ee8j9Zpby2rmHc82wFtp": ("Winocean Management Ltd", None, None, "HK", ""),
        "ua-ws-person-36239": ("SHIRYAYEV Ivan Igorevich", None, "1984-09-27", "RU", ""),
    },
    "csl/csl-2022-04.csv.gz": {
        "SDN-21966": ("Yahya 'ABD-AL-JALIL", None, "1960-09-26", "SY", "asset-freeze"),
        "SDN-35696": ("Vyacheslav Anatolyevich PETROV", None, "1969-08-17", "RU", "asset-freeze"),
        "MEU-3377f323e400d45c": ("Sumec Instruments Equipment Co. Ltd.", "2020-12-23", None, "CN", "export-licence"),
        "EL-380dfda2b85746b2": ("Tambov Plant (TZ) “October”", "2022-04-07", None, "RU", "export-licence"),
        "SDN-28400": ("YV378T", None, None, None, "asset-freeze"),
    },
    "un/un-sc-2020-03-20.xml": {
        "KPe.070": ("PHYONGCHON SHIPPING & MARINE", "2018-03-30", None, "KP", None),
        "QDe.137": ("AL-NUSRAH FRONT FOR THE PEOPLE OF THE LEVANT", "2014-05-14", None, "SY IQ", None),
        "QDi.223": (
            "MERAI ABDEFATTAH KHALIL ZOGHBI", "2006-08-02", "1969-04-04; 1960-04-04; 1960-06-04", "LY",
            "asset-freeze travel-ban arms-embargo",
        ),
        "KPe.010": ("GREEN PINE ASSOCIATED CORPORATION", "2012-05-02", None, "KP", "asset-freeze"),
        "QDe.088": ("EASTERN TURKISTAN ISLAMIC MOVEMENT (ETIM)", "2002-09-11", None, "", None),
    },
    "uk/ofsi/conlist-2018-04-13.csv.gz": {
        "12634": ("Asma AL-ASSAD", "2012-03-26", "1975-08-11", None, "asset-freeze"),
        "13221": ("ZARYA BATTALION", "2015-02-16", None, "", "asset-freeze"),
        "12058": ("Fares CHEHABI", "2011-09-05", "1972-05-07", "", "asset-freeze"),
        "13524": ('OAO "VO TECHNOPROMEXPORT"', "2017-08-04", None, "", "asset-freeze"),
        "12722": ("Ahmad KAFAN", "2012-07-24", None, "", "asset-freeze"),
    },
    "uk/ofsi/conlist-2020-04-27.csv.gz": {
        "11138": ("HARA COMPANY", "2010-06-10", None, "", "asset-freeze"),
        "7087": (None, "2002-04-24", "1969-02-05; 1970-02-05", "TN", "asset-freeze"),
        "7011": ("Tariq Anwar El Sayed AHMED", "2001-10-10", "1963-03-15", "EG", "asset-freeze"),
        "11769": ("KINLOSS PROPERTY LIMITED", "2011-04-14", None, "VG", "asset-freeze"),
        "12155": (None, "2011-10-21", None, "AF PK", "asset-freeze"),
    },
    "uk/ofsi-conlist-2023-06.xlsx": {
        "8833": (None, "2006-04-26", "1974-08-19", "ID PH", "asset-freeze"),
        "7375": ("MOHAMMAD ALEEM NOORANI", "2001-02-23", "1963", "AF", "asset-freeze"),
        "12725": (None, "2012-07-24", "1948-02-01", "", "asset-freeze"),
        "13316": (None, "2016-03-07", "1993-02-26", "MA TR", "asset-freeze"),
        "11096": ("MOHAMED BELKALEM", "2010-05-04", "1969-12-19", "DZ ML", "asset-freeze"),
    },
    "ofac/2021-07-07": {
        "12550": ("MACPAR MAKINA SAN VE TIC A.S.", None, None, "TR", "asset-freeze secondary-sanctions"),
        "25533": ("EP-IEF", None, None, "", "asset-freeze secondary-sanctions"),
        "25534": ("EP-ITM", None, None, "", "asset-freeze secondary-sanctions"),
        "18989": ("Kirsan Nikolayevich ILYUMZHINOV", None, "1962-04-05", "", "asset-freeze"),
        "28053": ("TRY PHEAP OYADAV S E Z CO., LTD.", None, None, "KH", "asset-freeze"),
    },
    "ofac-consolidated/2025-12-19": {
        "33113": ("DAWNING INFORMATION INDUSTRY CO., LTD", "2021-12-16", None, "CN", "investment-ban"),
        "18284": ("RN KOMSOMOLSKIY REFINERY LLC", None, None, "RU", "sectoral-directive secondary-sanctions"),
        "32073": (
            "AEROSPACE COMMUNICATIONS HOLDINGS GROUP COMPANY LIMITED", "2021-06-03", None, "CN", "investment-ban",
        ),
        "19653": ("GAZPROM VNIIGAZ, OOO", None, None, "RU", "sectoral-directive secondary-sanctions"),
        "32088": ("JIANGXI HONGDU AVIATION INDUSTRY CO., LTD.", "2021-06-03", None, "CN", "investment-ban"),
    },
    "ofac-consolidated/enhanced/CONS_ENHANCED.ZIP": {
        "19692": ("ACHIM DEVELOPMENT, OOO", "2016-09-01", None, "RU", "sectoral-directive secondary-sanctions"),
        "18267": ("OJSC ORENBURGNEFT", "2015-07-30", None, "RU", "sectoral-directive secondary-sanctions"),
        "19687": ("KAMCHATGAZPROM, OAO", "2016-09-01", None, "RU", "sectoral-directive secondary-sanctions"),
        "19998": ("CROSSPLANET LTD", "2016-09-01", None, "CY", "sectoral-directive secondary-sanctions"),
        "18295": ("VEB ASIA LIMITED", "2015-07-30", None, "CN", "sectoral-directive secondary-sanctions"),
    },
    "ofac/2023-01-21": {
        "21166": ("Dmitri Alekseevich LEBEDEV", None, "1968-03-30", "RU", "asset-freeze secondary-sanctions"),
        "10259": ("LIZZY MUNDO INTERIOR", None, None, "MX", "asset-freeze"),
        "7190": ("Alona MUNOA ORDOZGOITI", None, "1976-07-06", None, "asset-freeze"),
        "35542": ("Olga Nikolayevna AMELCHENKOVA", None, "1990-09-05", "RU", "asset-freeze"),
        "22027": ("Mustafa ZAYDAN", None, "1986-01-09", "SY", "asset-freeze"),
    },
    "csl/csl-2019-sample.csv": {
        "SSI-18778": ("AKTSIONERNOE OBSHCHESTVO RT-AVTO", None, None, "RU", "sectoral-directive"),
        "SSI-17254": ("AK TRANSNEFT OAO", None, None, "RU", "sectoral-directive"),
        "SDN-22094": ("Mus'id AL-'UBAYSI", None, "1965-07-01", "SY", "asset-freeze"),
        "SDN-15193": ("Subhi AHMAD AL-ABDULLAH", None, "1951", None, "asset-freeze"),
        "PLC-9652": ("Anwar Mohammed ZBOUN", None, "1968", "PS", None),
    },
    "csl/csl-sample-newer.csv": {
        "PLC-9673": ("Mohammed ABU JHEISHEH", None, "1955", None, None),
        "SDN-52291": ("Ryong Nam RIM", None, "1978-12-05", "KP CN", "asset-freeze"),
        "SSI-18300": ("ROSNEFT TRADE LIMITED", None, None, "CY", "sectoral-directive"),
        "SSI-18283": ("SME BANK", None, None, "RU", "sectoral-directive"),
        "SSI-28603": ("TNK Trading International S.A.", None, None, "CH", "sectoral-directive"),
    },
    "ofac/sdn-classic-excerpt-2020-04-22.xml": {
        "10689": ("Muhammad SAEED", None, None, "PK", "asset-freeze"),
        "12057": (
            "Mohammad Reza NAQDI", None, "1951..1953; 1960..1962; 1961-04; 1953", "IR", "asset-freeze secondary-sanctions",
        ),
        "15496": ("Shigeo NISHIGUCHI", None, "1929..1930", "JP", "asset-freeze"),
        "19187": ("TROLL PROPERTIES, INC.", None, None, "PA", "asset-freeze"),
        "18619": ("Hafiz Saeed KHAN", None, None, "PK", "asset-freeze"),
    },
    "uk/ofsi/conlist-2022-layout-sample.csv": {
        "9053": ("Mohsen HOJATI", "2007-03-24", "1955-09-28", None, "asset-freeze"),
        "11039": ("Sang-kuk SO", "2009-12-30", "1936; 1937; 1938; 1932; 1933; 1934; 1935", None, "asset-freeze"),
        "13063": (None, "2014-07-25", "1983-07-05; 1983; 1984-04", None, "asset-freeze"),
        "13754": (None, "2019-01-22", "1962-09", None, "asset-freeze"),
        "13017": (None, "2014-07-12", "1964-06-24; 1964-06-25; 1964-06-26", None, "asset-freeze"),
    },
    "eu/xml/eu-fsf-excerpt-2020-04-15.xml": {
        "EU.27.28": ("Saddam Hussein Al-Tikriti", "2003-07-07", "1937-04-28", "IQ", "asset-freeze"),
        "EU.39.56": ("Qusay Saddam Hussein Al-Tikriti", "2003-07-07", "1965; 1966", "IQ", "asset-freeze"),
        "EU.16.62": ("Uday Saddam Hussein Al-Tikriti", "2003-07-07", "1967; 1964", "IQ", "asset-freeze"),
        "EU.11.43": ("Abid Hamid Mahmud Al-Tikriti", "2003-07-07", "circa 1957", "IQ", "asset-freeze"),
        "EU.35.2": ("Hani Abd-Al-Latif Tilfah Al-Tikriti", "2003-07-07", "circa 1962", "IQ", "asset-freeze"),
    },
}  # fmt: skip


@pytest.mark.data
@pytest.mark.parametrize("path", CASES)
def test_by_hand(real_lists: Path, path: str) -> None:
    held = {item.id.partition(":")[2]: item for item in load_bundle(Bundle.from_paths([real_lists / path])).parties}
    for reference, (name, listed, born, countries, effects) in CASES[path].items():
        item = held[reference]
        read = {
            "name": (name, item.caption),
            "listed": (listed or "", str(item.listing.listed_on or "")),
            "effects": (effects, " ".join(effect.value for effect in item.listing.effects)),
            "born": (born, "; ".join(map(str, item.birth_dates))),
            "countries": (countries, " ".join(item.countries)),
        }
        for field, (expected, found) in read.items():
            assert expected is None or sorted(expected.split(" ")) == sorted(found.split(" ")), (reference, field)
