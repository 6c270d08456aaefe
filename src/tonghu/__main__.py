"""``python -m tonghu``: the command for those who have not got it on their path."""

import sys

from tonghu.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
