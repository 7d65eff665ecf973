"""What the window remembers for this person on this machine: sizes, sort, folders, looks."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from mediation_desk import paths


def memory() -> QSettings:
    """Return the window's own small settings file, beside the centre's data."""
    return QSettings(str(paths.user_data() / "window.ini"), QSettings.Format.IniFormat)


def recall(key: str, otherwise: str = "") -> str:
    """Return a remembered text."""
    value = memory().value(key, otherwise)
    return value if isinstance(value, str) else otherwise


def remember(key: str, value: str) -> None:
    """Remember a text; what is remembered already is not written again."""
    if recall(key) != value:
        memory().setValue(key, value)


def recall_state(key: str) -> QByteArray | None:
    """Return a remembered state of a widget, if there is one."""
    value = memory().value(key)
    return value if isinstance(value, QByteArray) else None


def remember_state(key: str, state: QByteArray) -> None:
    """Remember the state of a widget, such as a table's columns."""
    memory().setValue(key, state)


def recall_folder(key: str) -> Path:
    """Return the folder last used for a purpose, else the user's documents."""
    if (folder := recall(f"folder/{key}")) and Path(folder).is_dir():
        return Path(folder)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    usual = Path(QStandardPaths.writableLocation(documents))
    return usual if usual.is_dir() else Path.home()


def remember_folder(key: str, folder: Path) -> None:
    """Remember the folder used for a purpose."""
    remember(f"folder/{key}", str(folder))
