"""The side that a telling leaves out, where what stands around it names one country that measures are about.

“The cargo was sold to a refiner in Shandong”: whose it is, the sentence before says, or the title. A side is only
added where a measure then covers the activity, and where one country alone fits.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from watchwire.events.scene import Scene
from watchwire.measures.around import countries_around
from watchwire.measures.covering import Sides, measures_for
from watchwire.measures.sightings import Sighting


def with_topic(scene: Scene, sighting: Sighting, day: date) -> Sighting:
    """Return a sighting with the side that it lacks, where the text around it tells one that a measure is about.

    Args:
        scene: the analysed text with its entities.
        sighting: what is reported; it must name one side at least.
        day: the day whose law is asked for.

    """
    known = bool(sighting.providers or sighting.giving), bool(sighting.receivers or sighting.getting)
    if not any(known) or _is_covered(sighting, day):
        return sighting
    for codes in countries_around(scene, sighting.event.span):
        fits = [made for code in codes for made in _completions(sighting, code) if _is_covered(made, day)]
        if fits:
            return fits[0] if len(fits) == 1 else sighting
    return sighting


def _is_covered(sighting: Sighting, day: date) -> bool:
    sides = Sides(sighting.providers, sighting.receivers, sighting.giving, sighting.getting)
    return bool(measures_for(sighting.activity, sides, day))


def _completions(sighting: Sighting, code: str) -> Iterator[Sighting]:
    """Yield a sighting with a country on each side that has none yet."""
    if code in sighting.providers or code in sighting.receivers:
        return
    if not sighting.providers:
        yield replace(sighting, providers=(code,))
    if not sighting.receivers:
        yield replace(sighting, receivers=(code,))
