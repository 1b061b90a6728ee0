"""``python -m dashboard`` is the command ``qantar``."""

import sys

from dashboard.cli import main

sys.exit(main())
