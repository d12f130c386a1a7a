"""python -m balai.config.bench.bare_server PORT: the peer on the same server, with as many processes."""

import sys


def made():  # type: ignore[no-untyped-def]
    import django
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    django.setup()
    settings.MIDDLEWARE, settings.ROOT_URLCONF = [], "balai.config.bench.bare_apply"
    return WSGIHandler()


def main(port: int) -> None:
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces

    Granian(
        "balai.config.bench.bare_server:made", factory=True, port=port, interface=Interfaces.WSGI, workers=2,
        blocking_threads=4, backpressure=512, http=HTTPModes.http1, log_enabled=False, websockets=False,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
