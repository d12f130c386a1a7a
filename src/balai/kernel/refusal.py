"""A rule said no. Carries a stable code for machines and a sentence for people."""

from django.utils.functional import Promise


class Refused(Exception):
    """Raised by actions and rules; doors turn it into a form error or HTTP 409.

    code: stable, snake_case. message: one Indonesian sentence that says what happened and what can be done.
    field: name of the form field the sentence is about, empty when it is about the whole act.
    """

    def __init__(self, code: str, message: str | Promise, field: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)
