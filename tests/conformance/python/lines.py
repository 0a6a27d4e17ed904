"""The protocol of a driver: one line of JSON per request and per answer. The first request has the settings."""

import json
import os
import sys


def serve(driver):
    """Creates the driver from the settings, then answers calls until the input ends."""
    # Output that an SDK prints must not mix with the answers.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    sys.stdout = sys.stderr
    instance = None
    for line in sys.stdin:
        request = json.loads(line)
        if instance is None:
            instance = driver(request)
            answer = instance.version()
        else:
            answer = answer_to(instance, request)
        print(json.dumps(answer, default=text), file=out, flush=True)


def answer_to(instance, request):
    """Returns the answer to one call. An exception becomes the answer `failed`, and the driver continues."""
    try:
        return instance.call(request)
    except Exception as error:  # pylint: disable=broad-except
        return {"failed": f"{type(error).__name__}: {error}"}


def text(value):
    """Returns bytes in hexadecimal, and any other value that is not valid in JSON as its text."""
    return value.hex() if isinstance(value, bytes) else str(value)
