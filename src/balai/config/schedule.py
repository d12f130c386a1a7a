"""What the worker does from time to time. One line a task."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Task:
    """Run by the first worker that finds it due; the others see it done (the cache table's key decides)."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]


def due_tasks() -> Iterable[Task]:
    from balai.access.actor import WORKER
    from balai.accounts.actions.forgetting import forget
    from balai.admissions.actions.leave import expire_claims, tell_cancelled
    from balai.admissions.actions.phone import forget_quotas
    from balai.admissions.actions.plan import fix_due_plans
    from balai.admissions.actions.reach import drop_unagreed
    from balai.certification.tasks import keep_certificates
    from balai.collaboration.actions.keep_assessments import assess_at_night
    from balai.collaboration.night import tend_forums
    from balai.demand.tasks import close_what_is_over
    from balai.documents.actions.store import delete_expired
    from balai.imports.actions.files import drop_leftovers
    from balai.imports.actions.rows import forget_rows
    from balai.notifications.send import let_go_of_stale
    from balai.outcomes.actions.plan import plan_follow_ups
    from balai.people.actions.duplicates import find_duplicates
    from balai.people.actions.retention import expire as expire_people
    from balai.training.actions.bulk import go_on_with_all
    from balai.training.actions.propose_timetable import solve_waiting
    from balai.training.actions.withdraw import forget_withdrawn

    return (
        *_practice(),
        Task("accounts.forget", timedelta(days=1), forget),
        Task("admissions.expire_claims", timedelta(minutes=10), lambda now: expire_claims(by=WORKER, now=now)),
        Task("admissions.forget_quotas", timedelta(hours=6), forget_quotas),
        Task("certification.keep", timedelta(hours=1), keep_certificates),
        Task("admissions.fix_plans", timedelta(minutes=1), lambda now: fix_due_plans(by=WORKER, now=now)),
        Task("admissions.tell_cancelled", timedelta(minutes=10), lambda now: tell_cancelled(by=WORKER, now=now)),
        Task("admissions.drop_unagreed", timedelta(hours=1), lambda now: drop_unagreed(by=WORKER)),
        Task("collaboration.assess", timedelta(minutes=1), assess_at_night),
        Task("collaboration.night", timedelta(days=1), tend_forums),
        Task("demand.close_what_is_over", timedelta(hours=1), close_what_is_over),
        Task("documents.delete_expired", timedelta(days=1), delete_expired),
        Task("imports.forget_rows", timedelta(days=1), forget_rows),
        Task("imports.drop_leftovers", timedelta(days=1), drop_leftovers),
        Task("training.solve_timetables", timedelta(seconds=10), solve_waiting),
        Task("training.go_on_with_all", timedelta(seconds=2), go_on_with_all),
        Task("training.forget_withdrawn", timedelta(days=1), forget_withdrawn),
        Task("notifications.let_go_of_stale", timedelta(hours=1), let_go_of_stale),
        Task("people.expire", timedelta(days=1), expire_people),
        Task("people.find_duplicates", timedelta(hours=1), find_duplicates),
        Task(
            "outcomes.plan", timedelta(hours=1), lambda now: plan_follow_ups(by=WORKER, today=timezone.localdate(now))
        ),
    )


def _practice() -> Iterable[Task]:
    from balai.config.practice.again import start_again_at_night

    return (
        (Task("practice.start_again", timedelta(minutes=10), start_again_at_night),) if settings.BALAI_PRACTICE else ()
    )
