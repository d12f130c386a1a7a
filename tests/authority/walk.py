"""Each role, one after another, asks for every address: what it is answered, which rows it is shown, what was written."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from balai.config.demo.accounts import ACCOUNTS
from tests.authority.addresses import Address
from tests.authority.watch import taken_back, writes
from tests.authority.world import Both, Side

STRANGER = "stranger"
USERNAMES = {(a.role or {"peserta": "jobseeker", "alumni": "alumnus"}[a.username]): a.username for a in ACCOUNTS}
EVERYBODY = (*USERNAMES, STRANGER)
ANSWERS = {200: "o", 403: "f", 404: "n", 405: "x", 409: "c", 410: "g", 422: "u", 429: "l", 400: "b"}
DATA_ID = re.compile(r'data-id="([^"]+)"')


@dataclass
class Answer:
    """letter: see matrix.csv. shown: ids of the rows on the page. wrote: tables written to."""

    letter: str
    shown: list[str] = field(default_factory=list)
    wrote: list[str] = field(default_factory=list)
    status: int = 0
    body: str = ""


def client_of(both: Both, who: str, side: Side | None = None) -> Client:
    """The role's account of the own regency, unless another side is said."""
    client = Client(raise_request_exception=False)
    if who != STRANGER:
        client.force_login((side or both.own).world.users[USERNAMES[who]])
    return client


def ask(
    client: Client, address: Address, side: Side, method: str = "GET", said: dict[str, Any] | None = None
) -> Answer:
    """POST is taken back afterwards."""
    with taken_back(), writes() as wrote:
        response = (
            client.generic(method, address.url(side.rows))
            if said is None
            else client.post(address.url(side.rows), said)
        )
    return answer_of(response, wrote)


def answer_of(response: Any, wrote: list[str]) -> Answer:
    kind = response.headers.get("Content-Type", "")
    body = response.content.decode() if "text" in kind or "json" in kind else ""
    return Answer(letter_of(response), DATA_ID.findall(body), wrote, response.status_code, body)


def letter_of(response: Any) -> str:
    if response.status_code in (301, 302):
        return "s" if response.headers["Location"].startswith("/masuk/") else "m"
    return ANSWERS.get(response.status_code, str(response.status_code))
