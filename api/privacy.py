"""What is kept on this machine, and what is done with it as a whole."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from api.backstage import Api
from domain import BadInput, StoreUnavailable


class Privacy(Api):
    """What is stored, removed, backed up, restored, and under which key."""

    def overview(self) -> dict[str, Any]:
        """What is stored and where: store, bytes, key (where it is kept), kept [{what, count,
        since}] of all people, users, files [{name, bytes}] of the data folder, retention {days,
        overdue, next, text}, sent [what leaves this machine by today's settings]."""
        from memory.holdings import holdings, users

        store = self._stage.store
        return {
            "store": str(store.file),
            "bytes": store.file.stat().st_size,
            "key": store.key_source,
            "kept": [
                {
                    "what": one.what,
                    "count": one.count,
                    "since": one.since.isoformat() if one.since else None,
                }
                for one in holdings(store)
            ],
            "users": users(store),
            "files": _files(store.folder),
            "retention": self._retention(),
            "sent": self._sent(),
        }

    def purge(self, *, everything: bool = False, before: date | None = None) -> dict[str, Any]:
        """Removes what is kept of the person all is for here, or with `everything` the store of all
        people with its key and the question index; with `before` only sessions begun before that
        day, and look-ups and months older than it. Gives removed (sessions) and left [{what,
        count}], counted again afterwards, or the files left. Raises Busy while a session is open.
        """
        from memory.holdings import holdings
        from memory.presence import alone
        from memory.purging import destroy, purge

        stage = self._stage
        if everything and before is None:
            from memory.database import store_file

            file = store_file(stage.settings)
            removed = sum(one.count for one in holdings(stage.store)[:2])
            stage.close()
            with alone(file):
                left = destroy(file)
            return {"removed": removed, "left": [{"what": name, "count": 1} for name in left]}
        user = None if everything else stage.user
        moment = datetime.combine(before, time()).astimezone() if before else None
        removed = purge(stage.store, user, moment)
        kept = holdings(stage.store, user)
        return {
            "removed": removed,
            "left": [{"what": one.what, "count": one.count} for one in kept],
        }

    def backup(self, file: Path, passphrase: str | None = None, *, force: bool = False) -> int:
        """Writes the whole store to one encrypted file that opens with a passphrase, by itself that
        of the setting REHEARSE_PASSPHRASE; gives its bytes. Raises BadInput."""
        from memory.backups import back_up

        return back_up(self._stage.store, file, self._phrase(passphrase), force=force)

    def restore(self, file: Path, passphrase: str | None = None) -> str | None:
        """Puts a backup in the place of the store, after it was checked; gives where a store that
        did not open was moved, else None. Raises BadInput, and Busy while a store is open."""
        from memory.backups import restore

        self._stage.close()
        aside = restore(self._stage.settings, file, self._phrase(passphrase))
        return str(aside) if aside else None

    def rotate_key(self) -> str:
        """Puts the store under another key, kept where the old one was; gives where. Raises Busy
        while another process has the store open."""
        from memory.presence import alone
        from memory.rotation import rotate

        stage = self._stage
        file, key = stage.store.file, stage.store.key
        stage.close()
        phrase = stage.settings.passphrase
        try:
            with alone(file):
                return rotate(file, key, phrase.get_secret_value() if phrase else None).source
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

    def _sent(self) -> list[str]:
        """What leaves this machine by the settings, in sentences."""
        settings = self._stage.settings
        told = []
        if self._stage.model is not None:
            told.append(
                f"To {settings.openai_base_url or 'the OpenAI API'}: questions, your answers, the "
                "ad and the CV, while a session or prep runs (--offline: nothing)."
            )
        if settings.search != "none":
            told.append(
                f"By `research` alone: the company's name to {settings.search}, and requests for "
                "pages to their sites (--offline: nothing)."
            )
        return told or ["Nothing."]

    def _phrase(self, passphrase: str | None) -> str:
        """The passphrase given, else that of the settings."""
        setting = self._stage.settings.passphrase
        found = passphrase or (setting.get_secret_value() if setting else None)
        if not found:
            raise BadInput(
                "a backup opens with a passphrase of its own: give --passphrase-file FILE, or set "
                "REHEARSE_PASSPHRASE"
            )
        return found


def _files(folder: Path) -> list[dict[str, Any]]:
    """What lies in the data folder, folders with all that is in them."""
    return [
        {
            "name": path.name,
            "bytes": sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
            if path.is_dir()
            else path.stat().st_size,
        }
        for path in sorted(folder.iterdir())
    ]
