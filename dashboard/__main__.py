"""``python -m dashboard`` is the command ``qantar``."""

import sys

from dashboard.cli import main

if __name__ == "__main__":  # not in the workers that draw pictures
    sys.exit(main())
