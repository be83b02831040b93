"""Entry point: the command line, or the window when no command is named."""

import sys


def main() -> int:
    """Runs the application and returns its exit code."""
    from pvd_desktop import cli

    return cli.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
