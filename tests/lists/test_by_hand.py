"""Five entries of each real file, read by eye in the file and written down before looking at what the loader says."""

from datetime import date
from pathlib import Path

import pytest

from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import load_bundle

# file, entry: primary name, listed, births, countries, what it does
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
}  # fmt: skip


@pytest.mark.data
@pytest.mark.parametrize("path", CASES)
def test_by_hand(real_lists: Path, path: str) -> None:
    held = {item.id.partition(":")[2]: item for item in load_bundle(Bundle.from_paths([real_lists / path])).parties}
    for reference, (name, listed, born, countries, effects) in CASES[path].items():
        item = held[reference]
        assert item.caption == name
        assert item.listing.listed_on == (date.fromisoformat(listed) if listed else None), reference
        assert " ".join(effect.value for effect in item.listing.effects) == effects, reference
        if born is not None:
            assert "; ".join(map(str, item.birth_dates)) == born, reference
        if countries is not None:
            assert " ".join(item.countries) == countries, reference
