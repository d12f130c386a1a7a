from django.conf import settings
from django.db import models

from balai.institutions.models import Room
from balai.kernel.privacy import Privacy
from balai.planning.models import Batch
from balai.training.models.session import TrainingSession


class Booking(models.Model):
    """A quarter of an hour of one day that a meeting takes. quarter: 0..95 since midnight, local to the centre.

    The unique constraints, not a look beforehand, decide when two officers plan the same room, instructor or class for
    the same time; they hold on both databases.
    """

    PRIVACY = Privacy(impersonal=("day",))

    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="bookings")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    instructor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()
    quarter = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "day", "quarter"], name="one_meeting_in_a_room"),
            models.UniqueConstraint(fields=["instructor", "day", "quarter"], name="one_meeting_of_an_instructor"),
            models.UniqueConstraint(fields=["batch", "day", "quarter"], name="one_meeting_of_a_class"),
        ]

    def __str__(self) -> str:
        return f"booking of session {self.session_id}"
