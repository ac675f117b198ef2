"""Alert rules: a YAML file that an analyst can read; each rule says which matches are worth an alert.

    - name: arms regime
      lists: [un-sc, us-ofac-sdn]        # none: every list
      bands: [strong]                    # none: strong and possible
      programmes: [DPRK]                 # part of the list's programme, in any case
      countries: [KP, RU]                # of the listed party
      statuses: [listed, unknown]        # on the article's day or that of its change; none: every
      concerns: [arms]                   # only where the article reports such an activity; [any] for any
      channels: [terminal, "jsonl:alerts.jsonl", "webhook:https://example.org/hook", "email:desk@example.org",
                 "digest:desk@example.org"]

The first rule that fits is the alert's. Without a file every strong or possible match raises one. What stands only in a
site's furniture is shown in the brief and raises none.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from watchwire.desk.channels import fault_of
from watchwire.errors import DataFileError
from watchwire.model import Band, Brief, Match, Status

_KEYS = frozenset({"name", "lists", "bands", "programmes", "countries", "statuses", "concerns", "channels"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; an empty set lets everything through."""

    name: str = "any listed party"
    lists: frozenset[str] = frozenset()
    bands: frozenset[Band] = frozenset({Band.STRONG, Band.POSSIBLE})
    programmes: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    concerns: frozenset[str] = frozenset()
    channels: tuple[str, ...] = field(default=("terminal",))

    def fits(self, match: Match, brief: Brief) -> bool:
        """Say whether a match in an article is worth an alert by this rule."""
        party = match.party
        programmes = [listing.programme.casefold() for listing in party.listings if listing.programme]
        # An article that was changed later is judged as of both days: either is worth an alert.
        statuses = {match.status.status if match.status else Status.UNKNOWN}
        statuses.update(held.status for held in match.statuses_modified)
        activities = {concern.activity for concern in brief.concerns}
        return (
            match.band in self.bands
            and not match.in_furniture  # a site's menu names people in every page of it; the brief shows them
            and (not self.lists or any(listing.list in self.lists for listing in party.listings))
            and (not self.programmes or any(p.casefold() in held for p in self.programmes for held in programmes))
            and (not self.countries or bool(self.countries & set(party.countries)))
            and (not self.statuses or bool(statuses & self.statuses))
            and (not self.concerns or bool(activities & self.concerns) or ("any" in self.concerns and bool(activities)))
        )


def read_rules(path: Path | None) -> tuple[Rule, ...]:
    """Read a file of rules; without one, the rule that lets every alert through.

    Raises:
        DataFileError: the file or a rule in it is not as it should be; it is named.

    """
    if path is None:
        return (Rule(),)
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataFileError(f"{path}: cannot be read as YAML: {error}") from error
    return read_content(content, str(path))


def read_content(content: Any, where: str) -> tuple[Rule, ...]:
    """Return the rules that a file, or whatever `where` names, holds.

    Raises:
        DataFileError: a rule is not as it should be; it is named.

    """
    if not isinstance(content, list) or not content:
        raise DataFileError(f"{where}: expected a list of rules, each beginning with `- name:`")
    return tuple(_rule(f"{where}, rule {number}", item) for number, item in enumerate(content, 1))


def rule_record(rule: Rule) -> dict[str, Any]:
    """Return a rule as a file of rules has it."""
    held: dict[str, Any] = {
        "lists": sorted(rule.lists),
        "bands": sorted(band.value for band in rule.bands),
        "programmes": list(rule.programmes),
        "countries": sorted(rule.countries),
        "statuses": sorted(status.value for status in rule.statuses),
        "concerns": sorted(rule.concerns),
        "channels": list(rule.channels),
    }
    return {"name": rule.name, **{key: value for key, value in held.items() if value}}


def _rule(where: str, item: Any) -> Rule:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not item["name"].strip():
        raise DataFileError(f"{where}: expected `name:` and what it asks for")
    unknown = set(item) - _KEYS
    if unknown:
        raise DataFileError(
            f"{where}: unknown {', '.join(sorted(map(str, unknown)))}; known are {', '.join(sorted(_KEYS))}"
        )
    values = {key: _words(where, key, item[key]) for key in item if key != "name"}
    try:
        bands = frozenset(Band(word) for word in values.get("bands", ("strong", "possible")))
        statuses = frozenset(Status(word) for word in values.get("statuses", ()))
    except ValueError as error:
        raise DataFileError(f"{where}: {error}") from error
    channels = values.get("channels", ("terminal",))
    for channel in channels:
        if (fault := fault_of(channel)) is not None:
            raise DataFileError(f"{where}: {fault}")
    if Band.WEAK in bands:
        raise DataFileError(f"{where}: weak matches support others and raise no alert; leave `weak` out")
    return Rule(
        item["name"][:64],
        frozenset(values.get("lists", ())),
        bands,
        values.get("programmes", ()),
        frozenset(word.upper() for word in values.get("countries", ())),
        statuses,
        frozenset(values.get("concerns", ())),
        channels,
    )


def _words(where: str, key: str, value: Any) -> tuple[str, ...]:
    held = value if isinstance(value, list) else [value]
    if not all(isinstance(word, str | bool) for word in held):
        raise DataFileError(f"{where}: {key} takes words, in [brackets, if several]")
    # YAML reads NO, the code of Norway, as a truth value.
    return tuple("NO" if word is False else str(word) for word in held)
