"""`python -m esante_rules.cli` is `esante-rules`."""

import sys

from esante_rules.cli import main

sys.exit(main())
