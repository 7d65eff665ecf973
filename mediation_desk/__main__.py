"""Start of the program: `mediation-desk` and `python -m mediation_desk`."""

import sys


def main() -> int:
    """Run the command line, or open the window when no command is given."""
    from mediation_desk import app, cli

    return cli.run(sys.argv[1:], app.open_window, app.photograph)


if __name__ == "__main__":
    sys.exit(main())
