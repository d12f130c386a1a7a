"""Planning (perencanaan): proposals and the answers to them, funded packages, batches.

Words: paket pelatihan = training_package (Package), kelas = batch, angkatan = intake. Rules: R-000-17, R-000-18, domain book 2.1.
"""
