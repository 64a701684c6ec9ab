"""The key of a store: where it is kept, how it is found again, how a wrong one is told.

A store's salt (16 bytes) stands in clear at the head of its file, as SQLCipher writes it; it
also salts the passphrase and names the keyring entry. The label beside the store repeats it
with a check of the key, so that a wrong key and a damaged file can be told apart.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from domain import StoreUnavailable
from memory import keychain
from memory.folder import write_private_file

Source = Literal["keyring", "key file", "passphrase"]

KEY_BYTES = 32
SALT_BYTES = 16


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
    """What stands beside a store about its key: the salt, the check, the place it is in."""

    salt: bytes
    check: str
    source: Source


def key_file(file: Path) -> Path:
    """Where the key of the store at `file` lies when there is no keyring."""
    return file.with_suffix(".key")


def label_file(file: Path) -> Path:
    """The label beside the store at `file`."""
    return file.with_suffix(".json")


def read_label(file: Path) -> Label | None:
    """The label of the store at `file`; None when it is lost or cannot be read."""
    return label_in(label_file(file))


def label_in(file: Path) -> Label | None:
    """The label that a file holds; None when it holds none."""
    try:
        stored = json.loads(file.read_bytes())
        salt, check, source = bytes.fromhex(stored["salt"]), stored["check"], stored["key"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if len(salt) != SALT_BYTES or not isinstance(check, str) or source not in get_args(Source):
        return None
    return Label(salt, check, source)


def write_label(file: Path, key: StoreKey) -> None:
    """Write the label of the store at `file`. Raises OSError as the system does."""
    put_label(label_file(file), Label(key.salt, key.check, key.source))


def put_label(file: Path, label: Label) -> None:
    """Write a label into a file. Raises OSError as the system does."""
    content = {"salt": label.salt.hex(), "check": label.check, "key": label.source}
    write_private_file(file, json.dumps(content).encode() + b"\n")


def find_key(file: Path, passphrase: str | None, opens: Callable[[StoreKey], bool]) -> StoreKey:
    """The key of the store at `file`.

    Looked for in the keyring, the key file and the passphrase, in that order; the place the
    label remembers goes first, which spares a keyring that has nothing to say. The label's
    check tells the right one. Without a label, or when it refuses every key, `opens` says
    whether the file itself takes a key, and the label is written anew.

    Raises StoreUnavailable when there is no key or none of them is this store's, and OSError
    when the label cannot be written.
    """
    label = read_label(file)
    refused: Source | None = None
    if label is not None:
        for key in _candidates(label.salt, label.source, file, passphrase):
            if hmac.compare_digest(key.check, label.check):
                return key
            refused = refused or key.source
    with file.open("rb") as stream:
        salt = stream.read(SALT_BYTES).ljust(SALT_BYTES, b"\0")
    for key in _candidates(salt, None, file, passphrase):
        if opens(key):
            write_label(file, key)
            return key
        refused = refused or key.source
    if refused is None:
        raise StoreUnavailable(
            f"the store at {file} is there but its key is not"
            f"{f' (it was {_place(file, label.source)})' if label else ''}: unlock the keyring, "
            f"put the key file back at {key_file(file)}, or set REHEARSE_PASSPHRASE"
        )
    doubt = "" if label else ", or is damaged"
    raise StoreUnavailable(
        f"the store at {file} does not open with the key {_place(file, refused)}{doubt}: "
        "give the key it was made with, put a backup in its place, or set REHEARSE_HOME to "
        "another folder; nothing was changed"
    )


def labelled_key(file: Path, passphrase: str | None) -> StoreKey | None:
    """The key that the label of the store at `file` tells of, whether or not the store is there;
    None when there is no label or its key is not found."""
    label = read_label(file)
    if label is not None:
        for key in _candidates(label.salt, label.source, file, passphrase):
            if hmac.compare_digest(key.check, label.check):
                return key
    return None


def create_key(file: Path, passphrase: str | None) -> StoreKey:
    """A key for a store that does not exist yet, kept safe and labelled before it is used.

    The key that a label left behind belongs to is used again, then a key file, then the
    passphrase; without any a random key goes to the keyring, or to the key file when no keyring
    works.

    Raises OSError when the key cannot be kept.
    """
    known = labelled_key(file, passphrase)
    if known is not None:
        return known
    salt = secrets.token_bytes(SALT_BYTES)
    left = _from_key_file(file)
    if left is not None:
        key = StoreKey(left, salt, "key file")
    elif passphrase:
        key = StoreKey(derive(passphrase, salt), salt, "passphrase")
    else:
        raw = secrets.token_bytes(KEY_BYTES)
        if keychain.keep(salt.hex(), raw.hex()):
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


def _place(file: Path, source: Source) -> str:
    """Where a key comes from, in words."""
    words = {
        "keyring": "from the keyring",
        "key file": f"from the key file {key_file(file)}",
        "passphrase": "from REHEARSE_PASSPHRASE",
    }
    return words[source]


def _candidates(
    salt: bytes, remembered: Source | None, file: Path, passphrase: str | None
) -> Iterator[StoreKey]:
    """Every key found for a store, one place after the other and none sooner than needed."""
    for source in sorted(get_args(Source), key=lambda name: name != remembered):
        raw: bytes | None = None
        if source == "keyring":
            raw = _unhex(keychain.recall(salt.hex(), expected=remembered == source) or "")
        elif source == "key file":
            raw = _from_key_file(file)
        elif passphrase:
            raw = derive(passphrase, salt)
        if raw is not None:
            yield StoreKey(raw, salt, source)


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
