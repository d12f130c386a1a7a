"""Keys on paper: what is printed can be typed back, and a slip of the finger is noticed in its line."""

import io
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.config.environment import SECRETS
from balai.config.keys import main
from balai.config.keys.envfile import new_secrets, read_secrets, write_secrets
from balai.config.keys.paper import ALPHABET, Mistyped, lines_of, read_line, secret_of


def typed_back(lines: list[str], *, place: int = 1) -> str | None:
    return secret_of("".join(read_line(line, place=place, number=at) for at, line in enumerate(lines, start=1)))


@given(st.text(min_size=1, max_size=200), st.integers(1, 31))
def test_any_secret_can_be_typed_back(secret: str, place: int) -> None:
    assert typed_back(lines_of(secret, place=place), place=place) == secret


def test_small_letters_lookalikes_and_spaces_are_forgiven() -> None:
    secret = new_secrets()["BALAI_BACKUP_KEY"]
    lines = [line.lower().replace("0", "o").replace("1", "l").replace(" ", "-") for line in lines_of(secret, place=5)]
    assert typed_back(lines, place=5) == secret


def test_every_wrong_character_is_noticed() -> None:
    line = lines_of(new_secrets()["BALAI_BACKUP_KEY"], place=5)[0].replace(" ", "")
    for at, right in enumerate(line):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(Mistyped):
                read_line(line[:at] + wrong + line[at + 1 :], place=5, number=1)


def test_every_two_swapped_characters_are_noticed() -> None:
    line = lines_of(new_secrets()["BALAI_BACKUP_KEY"], place=5)[0].replace(" ", "")
    for first in range(len(line)):
        for second in range(first + 1, len(line)):
            if line[first] != line[second]:
                swapped = list(line)
                swapped[first], swapped[second] = swapped[second], swapped[first]
                with pytest.raises(Mistyped):
                    read_line("".join(swapped), place=5, number=1)


def test_a_line_in_another_lines_place_or_another_keys_place_is_noticed() -> None:
    lines = lines_of(new_secrets()["BALAI_BACKUP_KEY"], place=5)
    with pytest.raises(Mistyped, match="Baris 1"):
        read_line(lines[1], place=5, number=1)
    with pytest.raises(Mistyped):
        read_line(lines[0], place=4, number=1)


def test_new_keys_are_complete_private_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "balai.env"
    assert main(["new", str(path)]) == 0
    before = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(read_secrets(path)) == set(SECRETS)

    assert main(["new", str(path)]) == 1
    assert path.read_bytes() == before


def test_the_sheet_typed_back_gives_the_same_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, page, again = tmp_path / "balai.env", tmp_path / "lembar.html", tmp_path / "lagi.env"
    write_secrets(path, new_secrets())
    assert main(["sheet", str(page), "--env", str(path)]) == 0

    rows = re.findall(r"<tr>.*?</tr>", page.read_text())
    lines = [" ".join(re.findall(r"<td>(.*?)</td>", row)) for row in rows]
    with_a_slip = ["2" + line[1:] if at == 4 and line[0] != "2" else "" for at, line in enumerate(lines)]
    answers = [answer for slip, line in zip(with_a_slip, lines, strict=True) for answer in (slip, line) if answer]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(answers) + "\n"))

    assert main(["read", str(again)]) == 0
    assert read_secrets(again) == read_secrets(path)


def test_stopping_in_the_middle_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\n\n\n" + lines_of("kunci" * 9, place=5)[0] + "\n"))
    assert main(["read", str(tmp_path / "lagi.env")]) == 1
    assert not (tmp_path / "lagi.env").exists()


def test_the_sheet_needs_nothing_from_outside_and_holds_each_key_as_a_code(tmp_path: Path) -> None:
    path, page = tmp_path / "balai.env", tmp_path / "lembar.html"
    write_secrets(path, new_secrets())
    main(["sheet", str(page), "--env", str(path)])
    html = page.read_text()
    assert html.count("<svg") == len(SECRETS)
    assert re.findall(r"(?:src|href)=|url\(|@import|<script", html) == []
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_without_keys_there_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in SECRETS:
        monkeypatch.delenv(name, raising=False)
    assert main(["sheet", str(tmp_path / "lembar.html")]) == 1
    assert "balai keys new" in capsys.readouterr().err
