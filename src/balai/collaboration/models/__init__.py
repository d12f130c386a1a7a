from balai.collaboration.models.adaptations import Adaptation, AdaptationDeed
from balai.collaboration.models.addenda import Addendum, AddendumWord
from balai.collaboration.models.assessments import BookChange, KeptAssessment
from balai.collaboration.models.bench import Bench, BenchSource, CoderSeat, CodingRound, Informant, Quotation
from balai.collaboration.models.coding import Accord, AccordCode, Coding
from balai.collaboration.models.collaboration import Collaboration, Evidence, Member, Period
from balai.collaboration.models.conclusions import Conclusion, ConclusionQuotation
from balai.collaboration.models.convening import Convening, Invitation, MinutesWord, Presence
from balai.collaboration.models.deliberation import Argument, Interest, Matter, Option
from balai.collaboration.models.determination import Ballot, BallotParty, Vote
from balai.collaboration.models.face import CitizenOffer, FaceSwitch, HeardAlarm
from balai.collaboration.models.forum import (
    Basis,
    BasisParty,
    Commitment,
    Contribution,
    Decision,
    DecisionParty,
    MandateNote,
    Meeting,
    MeetingParty,
    Source,
)
from balai.collaboration.models.mandates import Mandate, MandateComment
from balai.collaboration.models.meetings import AgendaPoint, ForumFeed, MeetingPaper
from balai.collaboration.models.obstacles import Obstacle, ObstacleParty, ObstacleStep
from balai.collaboration.models.pledges import Pledge
from balai.collaboration.models.promises import (
    Attestation,
    ChangeAnswer,
    Promise,
    PromiseChange,
    PromiseReceiver,
    PromiseReply,
)
from balai.collaboration.models.pulse import PulseAsked, PulseBox, PulseCell, PulseRound, PulseTicket
from balai.collaboration.models.voices import Claim, Coverage, Issue, PulseAnswer
from balai.collaboration.models.work import (
    Activity,
    ActivityOutcome,
    ActivityParty,
    FacilityNote,
    InstructorNote,
    Monitoring,
    MonitoringOf,
    MonitoringParty,
    OutcomeOf,
)

__all__ = [
    "Accord",
    "AccordCode",
    "Activity",
    "ActivityOutcome",
    "ActivityParty",
    "Adaptation",
    "AdaptationDeed",
    "Addendum",
    "AddendumWord",
    "AgendaPoint",
    "Argument",
    "Attestation",
    "Ballot",
    "BallotParty",
    "Basis",
    "BasisParty",
    "Bench",
    "BenchSource",
    "BookChange",
    "ChangeAnswer",
    "CitizenOffer",
    "Claim",
    "CoderSeat",
    "Coding",
    "CodingRound",
    "Collaboration",
    "Commitment",
    "Conclusion",
    "ConclusionQuotation",
    "Contribution",
    "Convening",
    "Coverage",
    "Decision",
    "DecisionParty",
    "Evidence",
    "FaceSwitch",
    "FacilityNote",
    "ForumFeed",
    "Informant",
    "HeardAlarm",
    "InstructorNote",
    "Interest",
    "Invitation",
    "Issue",
    "KeptAssessment",
    "Mandate",
    "MandateComment",
    "MandateNote",
    "Matter",
    "Meeting",
    "MeetingPaper",
    "MeetingParty",
    "Member",
    "MinutesWord",
    "Monitoring",
    "MonitoringOf",
    "MonitoringParty",
    "Obstacle",
    "ObstacleParty",
    "ObstacleStep",
    "Option",
    "OutcomeOf",
    "Period",
    "Pledge",
    "Presence",
    "Promise",
    "PromiseChange",
    "PromiseReceiver",
    "PromiseReply",
    "PulseAnswer",
    "PulseAsked",
    "PulseBox",
    "PulseCell",
    "PulseRound",
    "PulseTicket",
    "Quotation",
    "Source",
    "Vote",
]
