"""The elements each framework judges (Ansell and Gash 2008; Emerson, Nabatchi and Balogh 2012), and the factors both name."""

from balai.collaboration.enums import Framework, Subject

S = Subject
ELEMENTS: dict[Framework, tuple[Subject, ...]] = {
    Framework.ANSELL_GASH: (
        S.STARTING_CONDITIONS, S.INSTITUTIONAL_DESIGN, S.FACILITATIVE_LEADERSHIP, S.DIALOGUE, S.TRUST, S.COMMITMENT,
        S.UNDERSTANDING, S.OUTCOMES,
    ),
    Framework.EMERSON: (
        S.CONTEXT, S.DRIVERS, S.ENGAGEMENT, S.MOTIVATION, S.CAPACITY, S.ACTIONS, S.IMPACTS, S.ADAPTATION,
    ),
}  # fmt: skip
_ONLY_ELEMENTS = {one for elements in ELEMENTS.values() for one in elements} - {S.TRUST, S.COMMITMENT, S.MOTIVATION}
FACTORS = tuple(subject for subject in Subject if subject not in _ONLY_ELEMENTS)
