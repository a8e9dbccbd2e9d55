"""The `chengzhao` command. docs/commands.md lists what it does."""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from chengzhao.cli.parser import build_parser
from chengzhao.records.embedded import ServerError
from chengzhao.settings import options
from chengzhao.settings.scrubbing import scrubbed_traceback

INTERRUPTED, READ_ENOUGH = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 not done (a sentence says why), 2 wrong arguments or input."""
    parsed = build_parser().parse_args(arguments)
    os.environ.setdefault(options.DJANGO_SETTINGS_MODULE.name, options.DJANGO_SETTINGS_MODULE.default)
    sys.excepthook = scrubbed_traceback
    # What was started is stopped when the command is ended from outside, too.
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    try:
        return int(parsed.run(parsed))
    except (ServerError, options.OptionError) as error:
        print(f"chengzhao: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nchengzhao: stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever reads has read enough (`| head`); what is still in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READ_ENOUGH


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
