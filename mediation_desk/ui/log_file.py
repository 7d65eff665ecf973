"""The program's own log: rotating, beside the data, without anybody's name."""

import logging

from mediation_desk import paths

LARGEST = 512 * 1024
KEPT = 3


def keep_log() -> None:
    """Write warnings and bugs into a file that never grows large."""
    from logging.handlers import RotatingFileHandler  # slow to load: after the first paint

    root = logging.getLogger()
    if any(isinstance(handler, RotatingFileHandler) for handler in root.handlers):
        return
    folder = paths.user_data() / "logs"
    folder.mkdir(exist_ok=True)
    handler = RotatingFileHandler(
        folder / "desk.log", maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
