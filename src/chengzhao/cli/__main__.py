"""`python -m chengzhao.cli`."""

import sys

from chengzhao.cli import main

if __name__ == "__main__":
    sys.exit(main())
