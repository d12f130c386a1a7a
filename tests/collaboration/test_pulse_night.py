"""A round of the pulse whose last day passed closes by itself in the night, on the day where its forum is kept."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest

from balai.access.actor import WORKER
from balai.collaboration.actions import follow_pulses as nightly
from balai.collaboration.actions.follow_pulses import follow_pulses
from balai.collaboration.models import PulseAnswer, PulseRound
from balai.collaboration.night import tend_forums
from balai.collaboration.queries.meetings import offered_for
from balai.notifications.models import Message
from tests import factories as make
from tests.collaboration.pulses import NOW, TODAY, Pulse

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LAST = TODAY + timedelta(days=14)
NIGHT = NOW + timedelta(days=15)


def test_it_is_closed_told_and_offered_to_the_next_meeting() -> None:
    pulse = Pulse()
    pulse.answer(pulse.office, [1, 2, 3, 4, 5, 4])
    tend_forums(NIGHT - timedelta(days=1))  # its last day is not over
    pulse.row.refresh_from_db()
    assert pulse.row.state == "open"
    tend_forums(NIGHT)
    assert follow_pulses(by=WORKER, now=NIGHT) == 0
    pulse.row.refresh_from_db()
    assert (pulse.row.state, pulse.row.closed_on, pulse.row.sheets) == ("closed", LAST + timedelta(days=1), 6)
    assert PulseAnswer.objects.filter(item="AG1").count() == 1
    told = Message.objects.get(kind="collaboration.pulse_closed")
    assert told.address == "dinas@contoh.id" and "6 dari 13 lembar kembali" in told.body
    assert f"collaboration.pulse:{pulse.row.pk}" in [one.key for one in offered_for(pulse.period, LAST)]


def test_the_day_is_that_of_the_forum() -> None:
    """One at night in Jayapura is the day before in Jakarta."""
    east, west = Pulse(), Pulse()
    east.office.region = make.regency("Timur", tz="Asia/Jayapura")
    east.office.save()
    hour = datetime.combine(LAST, datetime.min.time(), UTC) + timedelta(hours=15, minutes=30)
    assert follow_pulses(by=WORKER, now=hour) == 1
    assert PulseRound.objects.get(state="closed") == east.row
    assert follow_pulses(by=WORKER, now=hour + timedelta(hours=2)) == 1
    west.row.refresh_from_db()
    assert west.row.state == "closed"


def test_one_that_cannot_be_closed_holds_up_no_other() -> None:
    broken, whole, over = Pulse(), Pulse(), Pulse()
    over.period.is_closed = True
    over.period.save()
    close = nightly.close_pulse

    def fails(**said: object) -> PulseRound:
        if said["row"] == broken.row:
            raise ValueError
        return close(**said)  # type: ignore[arg-type]

    with mock.patch.object(nightly, "close_pulse", fails):
        assert follow_pulses(by=WORKER, now=NIGHT) == 1
    assert PulseRound.objects.get(state="closed") == whole.row
