"""/panduan/: one page a role, in plain words; practice with invented data. Pictures are taken by the tests."""
