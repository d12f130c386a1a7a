"""Which model the ids on a page belong to. A page that shows ids and stands nowhere here fails the test."""

ROWS: dict[str, tuple[str, ...]] = {
    "people:list": ("people.Person",), "people:search": ("people.Person",), "people:requests": ("people.RightsRequest",),
    "people:pairs": ("people.DuplicatePair", "people.MergeRecord"), "people:calls": ("people.CallListItem",),
    "people:past_term": ("people.Person",), "people:import": ("imports.ImportRun",),
    "institution_imports:questions": ("imports.ImportRow",), "help_back_in": ("accounts.User",),
    "institutions:list": ("institutions.Institution",), "institutions:waiting": ("institutions.Institution",),
    "institutions:desks": ("institutions.Membership",), "institutions:days_off": ("institutions.DayOff",),
    "institutions:page": ("institutions.Instructor", "institutions.Agreement", "institutions.Room", "institutions.Equipment"),
    "audit:trail": ("audit.Entry",), "parameters:one": ("parameters.ParameterValue",),
    "demand:vacancies": ("demand.JobOrder",), "demand:vacancy": ("demand.JobOrder",),
    "demand:orders": ("demand.JobOrder",), "demand:one": ("demand.JobOrder",), "demand:needs": ("demand.NeedEvidence",),
    "funding:lines": ("funding.FundLine",), "funding:one": ("funding.FundLine",),
    "programmes:list": ("programmes.Programme",), "programmes:one": ("programmes.Programme",),
    "planning:packages": ("planning.Package",), "planning:package": ("planning.Package",),
    "planning:rounds": ("planning.PlanningRound",), "planning:round": ("planning.PlanningRound",),
    "planning:spending": ("planning.Spending",), "demand:matching": ("demand.JobOrder",),
    "planning:classes": ("planning.Batch",), "planning:class": ("planning.Batch",),
    "planning:catalogue": ("planning.Batch",), "planning:one": ("planning.Batch",),
    "counselling:list": ("counselling.CaseFile", "people.Person"), "counselling:group": ("people.Person",),
    "counselling:case_file": ("counselling.RouteRecommendation", "counselling.CounsellingSession"),
    "counselling:group_one": ("counselling.CounsellingSession",),
    **{
        f"admissions:{name}": ("admissions.Application",)
        for name in ("applicants", "conflicts", "claims", "verified", "left", "selection", "scores")
    },
    "admissions:appeals": ("admissions.Appeal",), "admissions:answer_appeal": ("admissions.Appeal",),
    "admissions:draw": ("admissions.Application",),
    "training:roster": ("training.Enrolment", "admissions.Application"), "training:sessions": ("training.TrainingSession",),
    "training:week": ("training.TrainingSession",),
    **{
        f"training:{name}": ("training.Enrolment",)
        for name in ("attendance", "paper", "allowances", "results", "result_grid", "completion", "certificates")
    },
    "training:materials": ("training.Material",), "training:differing": ("training.MarkStatement",),
    "training:result_one": ("programmes.CurriculumUnit",), "training:print_class": ("training.TrainingCertificate",),
    "training:print_own": ("training.TrainingCertificate",),
    **{f"certification:{name}": ("certification.CompetencyAssessment",) for name in ("assessments", "of_class")},
    **{
        f"certification:{name}": ("certification.CompetenceCertificate",)
        for name in ("certificates", "without_scan", "ending")
    },
    "certification:from_paper": ("people.Person",),
    **{f"certification:{name}": ("certification.SchemeUnit",) for name in ("mine", "own_word", "assessment")},
    "certification:schemes": ("certification.CertificationScheme",),
    "certification:certificate": ("programmes.CurriculumUnit",),
    "placement:referrals": ("placement.Referral",), "placement:referral": ("placement.Referral",),
    "placement:placements": ("placement.Placement",),
    "placement:placement": ("placement.Placement", "placement.PlacementStatement"),
    "placement:refer": ("demand.JobOrder",), "placement:place": ("people.Person",),
    "ventures:groups": ("ventures.BusinessGroup",),
    "ventures:group": ("ventures.BusinessGroup", "ventures.GroupMember", "ventures.MonitoringVisit", "ventures.Advice"),
    "ventures:visits": ("ventures.MonitoringVisit", "ventures.Advice"),
    "ventures:visit": ("ventures.MonitoringVisit", "ventures.Advice"), "ventures:advice": ("ventures.Advice",),
    "outcomes:contacts": ("outcomes.FollowUp",), "outcomes:class_list": ("outcomes.FollowUp",),
    "outcomes:results": ("planning.Batch",),
    "outcomes:follow_up": ("outcomes.OutcomeStatement", "outcomes.ContactAttempt"),
    "kabar:own": ("outcomes.OutcomeStatement", "outcomes.FollowUp"),
    "counselling:reviews": ("counselling.CaseFile",),
    **{f"placement:{name}": ("placement.Placement", "placement.PlacementStatement") for name in ("ask", "end", "withdraw")},
    "placement:answer": ("placement.Referral",),
    **{
        f"ventures:{name}": ("ventures.BusinessGroup", "ventures.GroupMember", "ventures.MonitoringVisit", "ventures.Advice")
        for name in ("change", "show", "plan")
    },
    **{
        f"outcomes:{name}": ("outcomes.OutcomeStatement", "outcomes.ContactAttempt") for name in ("attempt", "close")
    },
    "ventures:add": ("ventures.BusinessGroup", "ventures.GroupMember", "people.Person"),
    "collaboration:list": ("collaboration.Collaboration",), "papers:reports": ("papers.ClassPaper",),
    "papers:inspections": ("papers.Mandate",), "papers:findings": ("papers.SampleLine",),
}  # fmt: skip

NOT_ROWS = frozenset({
    "gallery", "parameters:list", "ventures:products", "account", "desk", "collaboration:part", "collaboration:table",
    "collaboration:meeting", "collaboration:attendance", "collaboration:minutes", "collaboration:paper", "collaboration:pulse",
    "collaboration:matter", "collaboration:obstacle", "collaboration:mandates", "collaboration:findings", "collaboration:finding",
    "collaboration:bench", "collaboration:coding_round",
    "collaboration:adaptation", "collaboration:faces", "collaboration:face", "collaboration:face_switches",
    "collaboration:citizen_offers",
    "insights:list", "insights:employment", "insights:figure",
})  # fmt: skip
"""Examples, names of rules, what everybody may see, one's own devices; the desk's rows are opened one by one, and what a
period, a meeting or a matter shows is read behind its own door."""

LISTS = frozenset({
    "funding:lines", "demand:vacancies", "certification:certificates", "certification:assessments",
    "placement:placements", "placement:referrals", "ventures:groups", "collaboration:list",
})  # fmt: skip
"""Lists of everything the role may see: they show something when there is something."""
