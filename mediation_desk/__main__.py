"""Start of the program: `mediation-desk` and `python -m mediation_desk`."""

import sys


def main() -> int:
    """Run the command line, or open the window when no command is given."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # the packed program is started again for each process that makes papers

    from mediation_desk import app, cli

    return cli.run(sys.argv[1:], app.open_window, app.photograph)


if __name__ == "__main__":
    sys.exit(main())
