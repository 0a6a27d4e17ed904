"""How a driver is asked and answers: one line of JSON each way, the first one with the settings."""

import json
import os
import sys


def serve(driver):
    """Makes the driver of the settings, then answers calls until there are no more."""
    # What an SDK prints must not get between the answers.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    sys.stdout = sys.stderr
    made = None
    for line in sys.stdin:
        asked = json.loads(line)
        if made is None:
            made = driver(asked)
            answer = made.version()
        else:
            answer = answer_of(made, asked)
        print(json.dumps(answer, default=text), file=out, flush=True)


def answer_of(made, asked):
    """What became of one call; a driver that breaks says how, and goes on."""
    try:
        return made.call(asked)
    except Exception as error:  # pylint: disable=broad-except
        return {"failed": f"{type(error).__name__}: {error}"}


def text(value):
    """Bytes as hexadecimal digits, everything else that JSON does not know as its text."""
    return value.hex() if isinstance(value, bytes) else str(value)
