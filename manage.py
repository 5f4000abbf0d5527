#!/usr/bin/env python
"""Django's command-line utility for Orsak. A failure is one sentence; `--traceback` shows where it arose."""

import os
import sys
from pathlib import Path


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")
    from django.core.management import execute_from_command_line

    from kb.startup import sentence_for, take_secret_of_make_run

    take_secret_of_make_run(Path(os.environ.get("ORSAK_DATA_DIR") or Path(__file__).parent / "var"))
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # whoever read the output has read enough: `manage.py search … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        sentence = sentence_for(error)
        if sentence is None or "--traceback" in sys.argv:
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()
