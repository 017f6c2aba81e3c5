"""Where the keys come from: settings, or files made once beside a SQLite database. Never from inside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.settings import SettingsError
from storage import sealing
from storage.database import Database
from storage.master_keys import KeyTextError, MasterKeys, WrongMasterKeyError, key_of, text_of

if TYPE_CHECKING:
    from bot.settings import Settings

MASTER_VARIABLE, SIGNING_VARIABLE = "TOUCHBASE_MASTER_KEY", "TOUCHBASE_SIGNING_KEY"
MASTER_FILE, SIGNING_FILE = "master.key", "signing.key"
OURS_ALONE = 0o600


def open_database(settings: Settings) -> Database:
    """Open the settings' database with its master keys, making the folder and the key file of a first start.

    Raises SettingsError when there is no key where there should be one, and DatabaseAwayError.
    """
    plain = Database(settings.database)
    try:
        folder = _folder(plain)
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        if settings.master_key is not None:
            masters = MasterKeys.parse(settings.master_key.get_secret_value())
        elif folder is None:
            raise _missing(MASTER_VARIABLE)
        else:
            masters = _from_file(plain, folder / MASTER_FILE)
    finally:
        plain.close()
    return Database(settings.database, masters)


def prove(database: Database, settings: Settings) -> None:
    """Raise SettingsError when the master keys are not those the database was sealed with; writes nothing."""
    try:
        database.prove_masters()
    except WrongMasterKeyError as problem:
        where = MASTER_VARIABLE if settings.master_key is not None else str(_file(database, MASTER_FILE))
        message = (
            f"{where}: this is not the master key the database was sealed with; put the former one back "
            "(after a comma, when a new one is to take over)."
        )
        raise SettingsError(message) from problem


def signing_key(settings: Settings) -> bytes:
    """Return the 32 bytes checkpoints are signed with, from the setting or the file a first start makes.

    Raises SettingsError on PostgreSQL, where several copies must agree, when the setting is missing.
    """
    if settings.signing_key is not None:
        return key_of(settings.signing_key.get_secret_value())
    database = Database(settings.database)
    try:
        folder = _folder(database)
    finally:
        database.close()
    if folder is None:
        raise _missing(SIGNING_VARIABLE)
    folder.mkdir(parents=True, exist_ok=True)
    return _read(_made(folder / SIGNING_FILE))


def _from_file(database: Database, path: Path) -> MasterKeys:
    if not path.exists() and database.is_sealed:
        message = (
            f"{path} is missing: without it nothing in the database can be read. Put it back, or set "
            f"{MASTER_VARIABLE} to the key that was in it."
        )
        raise SettingsError(message)
    return MasterKeys(_read(_made(path)))


def _made(path: Path) -> Path:
    """Make a key file unless there is one: whole or not at all, and of two processes the first counts."""
    if path.exists():
        return path
    draft = path.with_name(f".{path.name}-{uuid4().hex}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OURS_ALONE)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{text_of(sealing.new_key())}\n")
        file.flush()
        os.fsync(descriptor)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _settle(path.parent)
    return path


def _settle(folder: Path) -> None:
    """Have the folder itself written: a key that a power cut takes away takes all the words with it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> bytes:
    try:
        return key_of(path.read_text(encoding="ascii"))
    except (KeyTextError, UnicodeDecodeError) as problem:
        message = f"{path} holds no key: put the former file back."
        raise SettingsError(message) from problem
    except OSError as problem:
        message = (
            f"{path} cannot be read ({problem.strerror}): let only the account Touchbase runs as read it."
        )
        raise SettingsError(message) from problem


def _folder(database: Database) -> Path | None:
    """Return the folder of a SQLite file; None for PostgreSQL, and for a database in memory."""
    if not database.is_sqlite or not database.url.database or database.url.database == ":memory:":
        return None
    return Path(database.url.database).absolute().parent


def _file(database: Database, name: str) -> Path:
    return (_folder(database) or Path()) / name


def _missing(variable: str) -> SettingsError:
    return SettingsError(
        f"{variable} is not set. Make a key with `openssl rand -base64 32`, set it for every copy of the bot, "
        "and keep it where the database and its backups are not."
    )
