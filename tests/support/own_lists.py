"""Two small lists of our own making, in the shape in which users keep theirs, and a library that holds them."""

from pathlib import Path

from watchwire.lists import Library
from watchwire.lists.bundle import Bundle

HARBOUR = """id,name,aliases,weak_aliases,kind,birth_date,country,position,programme,listed_on,imo,mmsi,passport,tax,registration,lei,swift,crypto,email,website,phone,aircraft
P1,Teodor Valkanov Drinov,Theodor Drinoff,Teddy,person,1954-01-08,BG,harbour master,HARBOUR,2021-05-01,,,H4471902,,,,,,teo@drinov-lines.example,,+359 52 441 902,
P2,Radka Ivelinova Mutafova,,,person,1984-03-02,BG,,HARBOUR,2023-02-01,,,,,,,,,,,,
P3,Marek Ostrowicz Halva,Mark Halva,,person,1961,PL,,HARBOUR,2019-03-04,,,AB 1234567,,,,,,,,,
C1,Drinov Lines Shipping Company Limited,Drinov Lines,DLS,organization,,BG,,HARBOUR,2021-05-01,,,,BG-175-074-752,HRB 55120,529900T8BM49AURSDO55,DRLNBGSF,,office@drinov-lines.example,https://www.drinov-lines.example/,+359 (52) 600-100,
C2,Quillon Trading FZE,,,organization,,AE,,HARBOUR,2022-07-07,,,,,,,,1BoatSLRHtKNngkdXEeobR76b53LETtpyT,,,,
V1,AMBER SPARROW,Baltic Sparrow,,vessel,,PA,,HARBOUR,2021-05-01,9074729,351297000,,,,,,,,,,
A1,EP-GQX,,,aircraft,,IR,,HARBOUR,2020-01-01,,,,,,,,,,,,EP-GQX
"""
RIVER = """id,name,kind,birth_date,country,programme,listed_on
R1,Teodor Drinov,person,1954,BG,RIVER,2024-06-01
R2,Ilze Marta Kalnberza,person,1970-11-30,LV,RIVER,2024-06-01
"""


def library_of(folder: Path) -> Library:
    """Return a library that holds both lists (`own-harbour`, `own-river`)."""
    library = Library(folder / "library")
    for name, text in (("harbour", HARBOUR), ("river", RIVER)):
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        library.add(Bundle.from_paths([path]), "own")
    return library
