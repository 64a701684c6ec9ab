"""The key of a store: where it is kept, how it is found again, how a wrong one is told.

A store's salt (16 bytes) stands in clear at the head of its file, as SQLCipher writes it; it
also salts the passphrase and names the keyring entry. The label beside the store repeats it
with a check of the key, so that a wrong key and a damaged file can be told apart.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import logging
import secrets
import threading
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from domain import StoreUnavailable
from memory.folder import write_private_file

Source = Literal["keyring", "key file", "passphrase"]

KEY_BYTES = 32
SALT_BYTES = 16
KEYRING_SERVICE = "rehearse"
# The owner may have to unlock the keyring by hand when the key is known to be there.
UNLOCK_SECONDS = 60.0
PROBE_SECONDS = 3.0


@dataclass(frozen=True)
class StoreKey:
    """A raw 32-byte key with the store's salt, and where the key came from."""

    raw: bytes
    salt: bytes
    source: Source

    @property
    def literal(self) -> str:
        """The key and salt as SQLCipher takes them: a blob literal, so nothing is derived."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    @property
    def check(self) -> str:
        """A fingerprint that tells this key from others and gives nothing of it away."""
        return hmac.new(self.raw, b"rehearse store key" + self.salt, hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Label:
    """What is known about a store without its key; `check` is empty when the label is lost."""

    salt: bytes
    check: str = ""
    source: Source | None = None


def key_file(file: Path) -> Path:
    """Where the key of the store at `file` lies when there is no keyring."""
    return file.with_suffix(".key")


def label_file(file: Path) -> Path:
    """The label beside the store at `file`."""
    return file.with_suffix(".json")


def read_label(file: Path) -> Label | None:
    """The label of the store at `file`; its salt alone when the label is lost, None without."""
    try:
        stored = json.loads(label_file(file).read_bytes())
        salt, check, source = bytes.fromhex(stored["salt"]), stored["check"], stored["key"]
        if len(salt) == SALT_BYTES and isinstance(check, str) and source in get_args(Source):
            return Label(salt, check, source)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    try:
        with file.open("rb") as stream:
            head = stream.read(SALT_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreUnavailable(
            f"the store at {file} cannot be read ({error.strerror}): check who owns it"
        ) from error
    return Label(head.ljust(SALT_BYTES, b"\0"))


def write_label(file: Path, key: StoreKey) -> None:
    """Write the label of the store at `file`. Raises OSError as the system does."""
    label = {"salt": key.salt.hex(), "check": key.check, "key": key.source}
    write_private_file(label_file(file), json.dumps(label).encode() + b"\n")


def find_key(file: Path, passphrase: str | None) -> StoreKey | None:
    """The key of the store at `file`, or None when no place holds one.

    Looked for in the keyring, the key file and the passphrase, in that order; the place the
    label remembers goes first, which spares a keyring that has nothing to say.

    Raises StoreUnavailable when keys were found and the label says that none is this store's.
    """
    label = read_label(file)
    if label is None:
        return None
    refused: Source | None = None
    for key in _candidates(label, file, passphrase):
        if not label.check or hmac.compare_digest(key.check, label.check):
            return key
        refused = refused or key.source
    if refused:
        raise StoreUnavailable(wrong_key(file, refused))
    return None


def create_key(file: Path, passphrase: str | None) -> StoreKey:
    """A key for a store that does not exist yet, kept safe and labelled before it is used.

    The key that a label left behind belongs to is used again, then a key file, then the
    passphrase; without any a random key goes to the keyring, or to the key file when no keyring
    works.

    Raises OSError when the key cannot be kept.
    """
    label = read_label(file)
    if label is not None:
        for key in _candidates(label, file, passphrase):
            if hmac.compare_digest(key.check, label.check):
                return key
    salt = secrets.token_bytes(SALT_BYTES)
    left = _from_key_file(file)
    if left is not None:
        key = StoreKey(left, salt, "key file")
    elif passphrase:
        key = StoreKey(derive(passphrase, salt), salt, "passphrase")
    else:
        raw = secrets.token_bytes(KEY_BYTES)
        if _into_keyring(salt, raw):
            key = StoreKey(raw, salt, "keyring")
        else:
            write_private_file(key_file(file), raw.hex().encode() + b"\n")
            key = StoreKey(raw, salt, "key file")
    write_label(file, key)
    return key


def derive(passphrase: str, salt: bytes) -> bytes:
    """The raw key of a passphrase by scrypt (RFC 7914), about half a second and 128 MB.

    N=2^17, r=8, p=1 is what OWASP's password storage sheet asks of scrypt.
    """
    text = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.scrypt(text, salt=salt, n=2**17, r=8, p=1, maxmem=256 * 2**20, dklen=KEY_BYTES)


def place(file: Path, source: Source) -> str:
    """Where a key came from, in words."""
    names = {
        "keyring": "the keyring",
        "key file": f"the key file {key_file(file)}",
        "passphrase": "REHEARSE_PASSPHRASE",
    }
    return names[source]


def wrong_key(file: Path, source: Source) -> str:
    """The sentence for a key that is not this store's."""
    return (
        f"the store at {file} does not open with the key from {place(file, source)}: "
        "give the key it was made with, or set REHEARSE_HOME to another folder; "
        "nothing was changed"
    )


def missing_key(file: Path) -> str:
    """The sentence for a store whose key is in none of the three places."""
    label = read_label(file)
    remembered = f" (it was in {place(file, label.source)})" if label and label.source else ""
    return (
        f"the store at {file} is there but its key is not{remembered}: unlock the keyring, "
        f"put the key file back at {key_file(file)}, or set REHEARSE_PASSPHRASE"
    )


def _candidates(label: Label, file: Path, passphrase: str | None) -> Iterator[StoreKey]:
    """Every key found for a store, one place after the other and none sooner than needed."""
    for source in sorted(get_args(Source), key=lambda name: name != label.source):
        raw: bytes | None = None
        if source == "keyring":
            raw = _from_keyring(label)
        elif source == "key file":
            raw = _from_key_file(file)
        elif passphrase:
            raw = derive(passphrase, label.salt)
        if raw is not None:
            yield StoreKey(raw, label.salt, source)


def _from_key_file(file: Path) -> bytes | None:
    """The key in the key file; None without one."""
    try:
        text = key_file(file).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreUnavailable(
            f"the key file {key_file(file)} cannot be read ({error.strerror}): check who owns it"
        ) from error
    raw = _unhex(text.decode("ascii", "replace"))
    if raw is None:
        raise StoreUnavailable(
            f"the key file {key_file(file)} holds no key (64 hexadecimal digits): "
            "put the right one back, or move it away"
        )
    return raw


def _unhex(text: str) -> bytes | None:
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        return None
    return raw if len(raw) == KEY_BYTES else None


def _from_keyring(label: Label) -> bytes | None:
    seconds = UNLOCK_SECONDS if label.source == "keyring" else PROBE_SECONDS
    return _unhex(_ask_keyring(lambda: _keyring_entry(label.salt), seconds) or "")


def _into_keyring(salt: bytes, raw: bytes) -> bool:
    """Whether the keyring took the key and gives it back (the null backend does not)."""

    def keep() -> str | None:
        import keyring

        keyring.set_password(KEYRING_SERVICE, salt.hex(), raw.hex())
        return _keyring_entry(salt)

    return _ask_keyring(keep, PROBE_SECONDS) == raw.hex()


def _keyring_entry(salt: bytes) -> str | None:
    import keyring

    return keyring.get_password(KEYRING_SERVICE, salt.hex())


def _ask_keyring(call: Callable[[], str | None], seconds: float) -> str | None:
    """What the keyring answers within `seconds`; None when it fails, hangs or has nothing.

    Backends are other people's: they raise what they like, log to the terminal when no
    handler is set, and wait for ever on a locked session bus. So: a thread that may be left
    behind, a handler that swallows, and every exception the same as no answer.
    """
    logging.getLogger("keyring").addHandler(logging.NullHandler())
    answers: list[str | None] = []

    def ask() -> None:
        with contextlib.suppress(Exception):
            answers.append(call())

    thread = threading.Thread(target=ask, daemon=True, name="keyring")
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else None
