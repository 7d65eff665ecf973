"""What may be said of a bug: where it happened and on what, never with whose data."""

from pathlib import PurePath

from PySide6 import __version__ as pyside_version

from mediation_desk import __version__


def crash_report(error: BaseException) -> str:
    """Return a report to copy: kinds of error and lines of code, no messages, values or paths."""
    import platform
    import traceback  # both are slow to load, and rarely wanted

    lines = [
        f"Mediation Desk {__version__} · Python {platform.python_version()}"
        f" · PySide6 {pyside_version} · {platform.system()} {platform.release()}"
        f" {platform.machine()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def _place(filename: str) -> str:
    """Keep the end of a path: the folders of a home tell who works there."""
    return "/".join(PurePath(filename).parts[-3:])
