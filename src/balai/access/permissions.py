"""Every permission there is: room:noun:verb."""

from enum import StrEnum


class Permission(StrEnum):
    SYSTEM_OPERATE = "config:system:operate"
    AUDIT_READ = "audit:entry:read"
    PARAMETER_EDIT = "parameters:parameter:edit"

    INSTITUTION_EDIT = "institutions:institution:edit"
    INSTITUTION_VERIFY = "institutions:institution:verify"
    INSTITUTION_IMPORT = "institutions:institution:import"
    INSTITUTION_PROXY = "institutions:institution:act_for"
    DESK_MANAGE = "institutions:desk:manage"
    AGREEMENT_EDIT = "institutions:agreement:edit"

    PERSON_READ = "people:person:read"
    PERSON_EDIT = "people:person:edit"
    PERSON_REVEAL = "people:person:reveal_national_id"
    PERSON_MERGE = "people:person:merge"
    PERSON_IMPORT = "people:person:import"
    RIGHTS_ANSWER = "people:rights_request:answer"

    DEMAND_EDIT = "demand:job_order:edit"
    FUND_EDIT = "funding:fund_line:edit"
    FUND_READ = "funding:fund_line:read"
    PROGRAMME_EDIT = "programmes:programme:edit"
    PACKAGE_PROPOSE = "planning:package:propose"
    PACKAGE_DECIDE = "planning:package:decide"
    PLANNING_READ = "planning:package:read"
    BATCH_EDIT = "planning:batch:edit"

    COUNSEL = "counselling:session:record"
    CASE_FILE_READ = "counselling:case_file:read"

    APPLICATION_READ = "admissions:application:read"
    APPLICATION_ASSIST = "admissions:application:assist"
    APPLICATION_DECIDE = "admissions:application:decide"

    TRAINING_READ = "training:enrolment:read"
    ATTENDANCE_MARK = "training:attendance:mark"
    RESULT_RECORD = "training:result:record"
    TRAINING_CERTIFY = "training:certificate:issue"

    INSPECT = "papers:sample:draw"
    MANDATE_GIVE = "papers:mandate:give"

    ASSESSMENT_RECORD = "certification:assessment:record"
    CERTIFICATE_RECORD = "certification:certificate:record"
    CERTIFICATE_ISSUE = "certification:certificate:issue"
    CERTIFICATE_READ = "certification:certificate:read"

    PLACEMENT_READ = "placement:placement:read"
    REFER = "placement:referral:make"
    PLACEMENT_CONFIRM = "placement:placement:confirm"

    GROUP_READ = "ventures:group:read"
    GROUP_EDIT = "ventures:group:edit"
    VISIT_RECORD = "ventures:visit:record"

    OUTCOME_READ = "outcomes:outcome:read"
    OUTCOME_RECORD = "outcomes:outcome:record"

    COLLABORATION_READ = "collaboration:collaboration:read"
    COLLABORATION_EDIT = "collaboration:collaboration:edit"
    COLLABORATION_SPEAK = "collaboration:collaboration:speak"
    CASE_IMPORT = "collaboration:case:import"
    BENCH_EDIT = "collaboration:bench:edit"

    INDICATOR_READ = "insights:indicator:read"
