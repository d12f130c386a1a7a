"""Certification (sertifikasi): competency assessment and the certifier's competence certificate, recorded as issued.

Words: uji kompetensi = competency_assessment, LSP = certification_body, K/BK = competent / not_yet_competent. Rules: domain book 2.6.
"""
