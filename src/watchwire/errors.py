"""Every error that Watchwire raises on purpose.

    WatchwireError
    ├── UsageError            the call was wrong; the command line exits with 2
    ├── SourceError           a file, page, feed or archive could not be read
    │   └── FetchRefused      an address that must not, or could not, be fetched
    ├── ListError             a list file is not what it claims to be; the snapshot in use stays
    ├── LibraryError          the library of snapshots on disk is damaged or empty
    ├── StoreError            the desk's database cannot be opened, or is not as it should be
    │   └── StoreUnreachable  it does not answer, or is locked; later it may
    ├── DecisionRefused       a decision that the rules do not allow: who, from which state, without which word
    │   └── DecisionConflict  somebody else changed it meanwhile
    └── DataFileError         one of our own (or a user's) lexicon or rule files is malformed

Messages name the file, the place in it, what was expected and what to do.
"""


class WatchwireError(Exception):
    """Base of all errors raised on purpose; catch this to catch them all."""


class UsageError(WatchwireError):
    """The call itself was wrong: an unknown option value, an impossible combination."""


class SourceError(WatchwireError):
    """A source (file, page, feed, archive, message) could not be read."""


class FetchRefused(SourceError):  # noqa: N818  (it names what happened)
    """An address was refused (scheme, private network, too large, too slow, too many redirects).

    `status` is the server's answer and `retry_after` the seconds it asks to wait, where it gave them; `temporary` is
    set where the network failed, and `unreachable` where the host itself gave no answer (no name, no connection, too
    slow).
    """

    status: int | None = None
    retry_after: int | None = None
    temporary: bool = False
    unreachable: bool = False


class ListError(WatchwireError):
    """A file is not the sanctions list it claims to be, or no publisher recognises it."""


class LibraryError(WatchwireError):
    """The library of list snapshots is empty, damaged or busy."""


class StoreError(WatchwireError):
    """The desk's database cannot be opened, is of another version, or is damaged."""


class StoreUnreachable(StoreError):  # noqa: N818  (it names what happened)
    """The desk's database does not answer, or is locked by somebody else: trying again may help."""


class DecisionRefused(WatchwireError):  # noqa: N818  (it names what happened)
    """A decision was refused: the state, the role, or the four-eyes rule does not allow it."""


class DecisionConflict(DecisionRefused):
    """Somebody else changed what a decision is about since it was looked at; nothing was changed.

    `changed` says for each alert what happened since, one line each.
    """

    def __init__(self, changed: dict[int, list[str]]) -> None:
        self.changed = changed
        told = "; ".join(f"alert {number}: {', '.join(lines)}" for number, lines in changed.items())
        super().__init__(f"changed since you looked: {told}. Nothing was decided; look again, then decide")


class DataFileError(WatchwireError):
    """A lexicon or rule file has an entry that does not fit its schema."""
