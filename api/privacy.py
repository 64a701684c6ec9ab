"""What is kept on this machine, and what is done with it as a whole."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from api.backstage import Api
from config import Settings
from domain import BadInput, StoreDamaged, StoreUnavailable
from memory.folder import private_folder

_GIVE_ONE = "give --passphrase-file FILE, or set REHEARSE_PASSPHRASE"


class Privacy(Api):
    """What is stored, removed, backed up, restored, and under which key."""

    def overview(self) -> dict[str, Any]:
        """What is stored and where: store, bytes, key (where it is kept), kept [{what, count,
        bytes, since}] of all people, users, files [{name, path, bytes, what}] of Rehearse's, others
        (how many entries of the data folder are not), retention {days, overdue, next, text}, sent
        [what leaves this machine by today's settings]."""
        from memory import files
        from memory.holdings import holdings, users

        store, folder = self._stage.store, self._data_folder
        return {
            "store": str(store.file),
            "bytes": store.file.stat().st_size,
            "key": store.key_source,
            "kept": [
                {
                    "what": one.what,
                    "count": one.count,
                    "bytes": one.bytes,
                    "since": one.since.isoformat() if one.since else None,
                }
                for one in holdings(store)
            ],
            "users": users(store),
            "files": [
                {
                    "name": one.path.name,
                    "path": str(one.path),
                    "bytes": one.bytes,
                    "what": one.what,
                }
                for one in files.stored_files(store.file, folder)
            ],
            "others": files.others(store.file, folder),
            "retention": self._retention(),
            "sent": ["Nothing."] if self._stage.offline else sent(self._stage.settings),
        }

    def purge(self, *, everything: bool = False, before: date | None = None) -> dict[str, Any]:
        """Removes what is kept of the person all is for here, or with `everything` the store of all
        people with its key and the question index; with `before` only sessions begun before that
        day, and look-ups and months older than it.

        Gives removed (sessions; None where a store that does not open could not be asked), left
        [{what, count}], counted again afterwards, or the files left, and file {whole, free_pages,
        log_bytes, aside}: what a look at the file shows, and the names of stores set aside, which
        may hold it too. Raises Busy while a session is open.
        """
        if everything and before is None:
            return self._destroy()
        from memory import files
        from memory.holdings import holdings, read_back
        from memory.purging import purge

        stage = self._stage
        user = None if everything else stage.user
        moment = datetime.combine(before, time()).astimezone() if before else None
        removed = purge(stage.store, user, moment)
        aside = [path.name for path in files.set_aside(stage.store.file)]
        return {
            "removed": removed,
            "left": [{"what": one.what, "count": one.count} for one in holdings(stage.store, user)],
            "file": {**asdict(read_back(stage.store)), "aside": aside},
        }

    def backup(self, file: Path, passphrase: str | None = None, *, force: bool = False) -> int:
        """Writes the whole store to one encrypted file that opens with a passphrase, by itself that
        of the setting REHEARSE_PASSPHRASE; gives its bytes. Raises BadInput."""
        from memory.backups import back_up

        phrase = passphrase or self._set_phrase
        if not phrase:
            raise BadInput(f"a backup opens with a passphrase of its own: {_GIVE_ONE}")
        return back_up(self._stage.store, file, phrase, force=force)

    def restore(self, file: Path, passphrase: str | None = None) -> str | None:
        """Puts a backup in the place of the store, after it was checked; gives where a store that
        did not open was moved, else None. A copy from before an update needs no passphrase. Raises
        BadInput, and Busy while a store is open."""
        from memory.backups import restore

        phrase = passphrase or self._set_phrase
        if not phrase and self.wants_passphrase(file):
            raise BadInput(f"{file} opens with the passphrase it was made with: {_GIVE_ONE}")
        self._stage.close()
        aside = restore(self._stage.settings, file, phrase)
        return str(aside) if aside else None

    def wants_passphrase(self, file: Path | None = None) -> bool:
        """Whether a passphrase has to be given, to read a backup or without one to write one: the
        settings have none, and the file is not under the store's own key. Raises BadInput when it
        cannot be read."""
        from memory.backups import opens_with_own_key

        if self._set_phrase:
            return False
        return file is None or not opens_with_own_key(self._stage.settings, file)

    def rotate_key(self) -> str:
        """Puts the store under another key, kept where the old one was; gives where. Raises Busy
        while another process has the store open."""
        from memory.presence import alone
        from memory.rotation import rotate

        stage = self._stage
        file, key = stage.store.file, stage.store.key
        stage.close()
        try:
            with alone(file):
                return rotate(file, key, self._set_phrase).source
        except OSError as error:
            raise StoreUnavailable(
                f"the store at {file} could not be put under another key ({error.strerror}): make "
                "room on the disk, then try again; nothing was changed"
            ) from None

    def _retention(self) -> dict[str, Any]:
        """The retention rule, and what it does next."""
        from memory.retention import NOTICE, overdue, told_at

        store, now = self._stage.store, self._stage.now()
        days = self._stage.settings.performance_retention_days
        count, oldest = overdue(store, now, days)
        due = oldest + timedelta(days=days) if oldest else None
        told = told_at(store)
        earliest = (told or now) + NOTICE
        when = max(due, earliest) if due else None
        text = (
            f"Sessions older than {days} days are summed up by month and removed with all that was "
            "said in them. "
        )
        if when is None:
            text += "There are none yet."
        elif when <= now:
            text += "That happens next time a session ends or progress is shown."
        else:
            text += f"The oldest is due on {when.astimezone():%Y-%m-%d}."
        return {
            "days": days,
            "overdue": count,
            "next": when.isoformat() if when else None,
            "text": text,
        }

    def _destroy(self) -> dict[str, Any]:
        """Removes the store with all that belongs to it, also one that does not open."""
        from memory.database import store_file
        from memory.holdings import holdings
        from memory.presence import alone
        from memory.purging import destroy

        stage = self._stage
        file = store_file(stage.settings)
        removed: int | None = 0
        if file.exists():
            try:
                removed = sum(one.count for one in holdings(stage.store)[:2])
            except (StoreDamaged, StoreUnavailable):
                removed = None
        stage.close()
        private_folder(file.parent, ours=file.parent == self._data_folder)
        try:
            with alone(file):
                left = destroy(file, self._data_folder)
        except OSError as error:
            raise StoreUnavailable(
                f"not all of {file.parent} could be removed ({error.strerror}): make it writable, "
                "then purge again"
            ) from None
        return {"removed": removed, "left": [{"what": name, "count": 1} for name in left]}

    @property
    def _data_folder(self) -> Path:
        return self._stage.settings.data_folder.absolute()

    @property
    def _set_phrase(self) -> str | None:
        """The passphrase of the settings."""
        setting = self._stage.settings.passphrase
        return setting.get_secret_value() if setting else None


def sent(settings: Settings) -> list[str]:
    """What leaves this machine by the settings, in sentences."""
    from agents.model import is_configured

    told = []
    if is_configured(settings):
        told.append(
            f"To the language model at {_host(settings.openai_base_url) or 'api.openai.com'}: "
            "questions, your answers and stories, the ad, the CV and pages that are read, while a "
            "session, prep, evaluate or research runs."
        )
    if settings.search != "none":
        asked = _host(settings.searx_url) if settings.search == "searx" else "search engines (ddgs)"
        told.append(f"By research: the company's name to {asked}, and requests for pages it finds.")
    else:
        told.append("By research: requests for the pages and the domain you name, to their sites.")
    if settings.chroma_url:
        told.append(
            f"To the index at {_host(settings.chroma_url)}: vectors made from the ad, no words."
        )
    return [*told, "Nothing else; with --offline nothing at all."]


def _host(address: str | None) -> str:
    """The server of an address, without a name and password that may stand in it."""
    return urlsplit(address).netloc.rpartition("@")[2] if address else ""
