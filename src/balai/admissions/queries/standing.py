"""Where one applicant stood in the ranking, for their own eyes."""

from balai.admissions.actions.select import ranked_list
from balai.admissions.enums import DecisionRule
from balai.admissions.models import Application
from balai.admissions.rules.plainly import Standing


def standing_of(application: Application) -> Standing:
    """Computed only where rank decided; a handful of queries."""
    if application.rule != DecisionRule.RANKED_BELOW:
        return Standing(None, None, 0, None)
    ranked = [one for one in ranked_list(application.batch) if one.place is not None]
    mine = next((one for one in ranked if one.application_id == application.pk), None)
    seats = [one.total for one in ranked if one.place is not None and one.place <= application.batch.seats]
    return Standing(
        mine.total if mine else None, mine.place if mine else None, len(ranked), seats[-1] if seats else None
    )
