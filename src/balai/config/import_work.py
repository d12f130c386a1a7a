"""The worker's part of the imports: takes a queued run, reads its file as the one who queued it, says how it ended."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import WORKER, Actor
from balai.accounts.models import User
from balai.imports.actions.files import drop_file, kept_file
from balai.imports.actions.queue import fail_run, show_life, take_run
from balai.imports.enums import ImportKind
from balai.imports.models import ImportRun
from balai.institutions.actions.import_list import save_file
from balai.institutions.desks import actor_for
from balai.institutions.models import Institution
from balai.kernel.progress import listening
from balai.kernel.refusal import Refused
from balai.people.actions.import_people import import_people

BEAT = 3  # seconds
log = logging.getLogger(__name__)


def import_next() -> bool:
    """False when nothing waits. A lost database leaves the run taken: it is taken up again once its lease is over."""
    run = take_run(now=timezone.now())
    if run is None:
        return False
    try:
        with _beating(run):
            _import(run)
    except Refused as no:
        fail_run(by=WORKER, run=run, sentence=str(no))
    except OperationalError:
        raise
    except Exception:
        log.exception("import %s failed", run.pk)
        fail_run(
            by=WORKER,
            run=run,
            sentence=_("Balai tidak bisa menyelesaikan impor ini. Coba lagi, atau hubungi operator."),
        )
    else:
        drop_file(run)
    return True


def _import(run: ImportRun) -> None:
    by, now = _asker(run), timezone.now()
    office = Institution.objects.select_related("region__province", "region__regency").filter(
        pk=run.institution_id or 0
    )
    if run.kind == ImportKind.PEOPLE:
        import_people(
            by=by, content=kept_file(run), file_name=run.file_name, institution=office.first(), now=now,
            mapping=run.mapping, run=run,
        )  # fmt: skip
    else:
        save_file(by=by, run=run, content=kept_file(run), office=office.first(), now=now)


def _asker(run: ImportRun) -> Actor:
    user = User.objects.filter(pk=run.user_id or 0, is_active=True).first()
    if user is None:
        raise Refused("nobody_asked", _("Akun yang meminta impor ini sudah tidak aktif. Mulai lagi dari akun lain."))
    return actor_for(user, timezone.localdate(), run.acting_for)


@contextmanager
def _beating(run: ImportRun) -> Iterator[None]:
    """Shows how far it is and that the worker lives, over a connection of its own, until the block ends."""
    done = {"read": 0, "written": 0}
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT):
            with suppress(OperationalError):  # SQLite: the rows are just being written
                show_life(run, read=done["read"], written=done["written"], now=timezone.now())
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        with listening(done.__setitem__):
            yield
    finally:
        over.set()
        thread.join()
