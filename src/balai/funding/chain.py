"""Who bears which duty under a fund source, before somebody edits the table (R-000-09, R-000-10; domain book trap 5).

APBD of a regency: the labour office recruits and selects, the centre delivers. APBN: the ministry's unit hands over its guide
and the centre recruits. What is not stated by a source is marked [U] in the legal basis and can be changed on the page.
"""

from balai.funding.enums import Bearer, Duty, FundSource

_S, _D, _B = FundSource, Duty, Bearer
_BY_OFFICE = {_D.RECRUIT: _B.FUNDER, _D.SELECT: _B.FUNDER, _D.DELIVER: _B.CENTRE, _D.REPORT: _B.CENTRE}
_BY_CENTRE = {_D.RECRUIT: _B.CENTRE, _D.SELECT: _B.CENTRE, _D.DELIVER: _B.CENTRE, _D.REPORT: _B.CENTRE}
_BY_LOCAL_OFFICE = {
    _D.RECRUIT: _B.LABOUR_OFFICE,
    _D.SELECT: _B.LABOUR_OFFICE,
    _D.DELIVER: _B.CENTRE,
    _D.REPORT: _B.LABOUR_OFFICE,
}

DEFAULT_CHAIN: dict[FundSource, dict[Duty, Bearer]] = {
    _S.APBD_REGENCY: _BY_OFFICE,
    _S.APBD_PROVINCE: _BY_OFFICE,
    _S.APBN: _BY_CENTRE,
    _S.APBN_ASSISTANCE: _BY_LOCAL_OFFICE,
    _S.APBN_DECONCENTRATION: _BY_LOCAL_OFFICE,
    _S.CSR: _BY_CENTRE,
    _S.DONOR: _BY_CENTRE,
    _S.OWN: _BY_CENTRE,
}
