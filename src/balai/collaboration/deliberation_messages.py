"""What the parties hear of questions, of words written down for them, and of obstacles."""

from django.utils.translation import gettext as _

from balai.collaboration.models import Ballot, Interest, Member, Obstacle
from balai.kernel.formats import tanggal
from balai.notifications.outbox import put


def tell_to_confirm(interest: Interest) -> None:
    put(
        "collaboration.interest_noted",
        interest.member.institution.email,
        _(
            "Sekretariat mencatat kata-kata Anda tentang “%(title)s”. Benarkan, atau tulis sendiri, di meja Anda di Balai."
        )
        % {"title": interest.matter.title},
        subject=_("Kata-kata Anda dicatat sekretariat"),
        key=f"collaboration.interest_noted:{interest.pk}:{interest.at.isoformat()}",
    )


def tell_question(ballot: Ballot, member: Member) -> None:
    put(
        "collaboration.question",
        member.institution.email,
        _("Forum bertanya: %(question)s Jawab di meja Anda di Balai.") % {"question": ballot.question},
        subject=_("Forum menunggu suara Anda"),
        key=f"collaboration.question:{ballot.pk}:{member.pk}",
    )


def tell_result(ballot: Ballot, member: Member, sentence: str) -> None:
    put(
        "collaboration.result",
        member.institution.email,
        _("%(question)s %(sentence)s") % {"question": ballot.question, "sentence": sentence},
        subject=_("Hasil putusan forum"),
        key=f"collaboration.result:{ballot.pk}:{member.pk}",
    )


def tell_owner(obstacle: Obstacle) -> None:
    assert obstacle.owner is not None  # asked just now
    due = tanggal(obstacle.due) if obstacle.due else "–"
    put(
        "collaboration.obstacle_asked",
        obstacle.owner.institution.email,
        _("Forum meminta Anda menangani hambatan: %(text)s Tenggat: %(due)s. Jawab di meja Anda di Balai.")
        % {"text": obstacle.issue.text, "due": due},
        subject=_("Hambatan menunggu Anda"),
        key=f"collaboration.obstacle_asked:{obstacle.pk}:{obstacle.owner_id}:{due}",
    )


def tell_is_it_settled(obstacle: Obstacle, member: Member, version: str) -> None:
    put(
        "collaboration.is_it_settled",
        member.institution.email,
        _("Apakah ini sudah selesai menurut Anda: %(text)s Jawab di meja Anda di Balai.")
        % {"text": obstacle.issue.text},
        subject=_("Sudah selesai?"),
        key=f"collaboration.is_it_settled:{obstacle.pk}:{member.pk}:{version}",
    )
