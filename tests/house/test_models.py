"""What every model owes: its personal fields named, its ties to other rooms protected, no look upward."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import models

from balai.kernel.privacy import Personal, Privacy, Purpose
from tests.house.sources import CODE, parsed, python_files, room_levels, short

Model = type[models.Model]


def own_models() -> list[Model]:
    return [model for model in apps.get_models() if model.__module__.startswith("balai.")]


def room(model: Model) -> str:
    return model.__module__.split(".")[1] if model.__module__.startswith("balai.") else ""


def privacy_faults(model: Model) -> Iterator[str]:
    stated = getattr(model, "PRIVACY", None)
    if not isinstance(stated, Privacy):
        yield f"{model.__name__} has no PRIVACY"
        return
    fields = {field.name for field in model._meta.concrete_fields}
    for name in stated.unclassified(model):
        yield f"{model.__name__}.{name} is neither personal nor impersonal"
    for name in sorted((set(stated.personal) | set(stated.impersonal)) - fields):
        yield f"{model.__name__}.{name} is classified but does not exist"
    for name in sorted(set(stated.personal) & set(stated.impersonal)):
        yield f"{model.__name__}.{name} is both personal and impersonal"


def unprotected(model: Model) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or field.remote_field.on_delete is models.PROTECT:
            continue
        target = room(field.related_model)
        if target not in ("", room(model)):
            yield f"{model.__name__}.{field.name} reaches into {target} without PROTECT"


@dataclass(frozen=True)
class Accessor:
    """A name by which a model of `target` reaches rows of the higher room `source`."""

    name: str
    source: str
    target: str


def accessors(found: list[Model]) -> set[Accessor]:
    levels = room_levels()
    named = set()
    for model in found:
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField) and not field.remote_field.hidden:
                source, target = room(model), room(field.related_model)
                if target and levels[source] > levels[target]:
                    for name in {field.related_query_name(), field.remote_field.get_accessor_name() or ""}:
                        named.add(Accessor(name, source, target))
    return named


def upward_looks(tree: ast.Module, own_room: str, upward: set[Accessor]) -> Iterator[str]:
    """Uses of a higher room's reverse name: as attribute, as lookup keyword, as lookup in a string."""
    names = {accessor.name: accessor for accessor in upward}
    for node in ast.walk(tree):
        used = ""
        if isinstance(node, ast.Attribute):
            used = node.attr
        elif isinstance(node, ast.keyword) and node.arg and "__" in node.arg:
            used = node.arg.split("__")[0]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "__" in node.value:
            used = node.value.lstrip("-").split("__")[0]
        if used in names:
            line = getattr(node, "lineno", 0)
            yield f"line {line}: {own_room} looks up to {names[used].source} through {used!r}"


def upward_names_for(own_room: str, found: set[Accessor], known_fields: dict[str, set[str]]) -> set[Accessor]:
    """Names that point above `own_room` and that no field of it or a room below also has."""
    levels = room_levels()
    near = {name for other, names in known_fields.items() if levels[other] <= levels[own_room] for name in names}
    return {a for a in found if levels[a.source] > levels[own_room] and a.name not in near}


def fields_by_room() -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for model in own_models():
        known.setdefault(room(model), set()).update(field.name for field in model._meta.concrete_fields)
    return known


def test_every_model_names_its_personal_fields() -> None:
    assert [fault for model in own_models() for fault in privacy_faults(model)] == []


def test_ties_between_rooms_are_protected() -> None:
    assert [fault for model in own_models() for fault in unprotected(model)] == []


def test_no_room_uses_the_reverse_names_of_a_higher_one() -> None:
    found, known = accessors(own_models()), fields_by_room()
    faults = []
    for own_room in room_levels():
        upward = upward_names_for(own_room, found, known)
        for path in python_files(CODE / own_room):
            faults += [f"{short(path)}, {fault}" for fault in upward_looks(parsed(path), own_room, upward)]
    assert faults == []


def _planted(name: str, **members: object) -> Model:
    body = {"__module__": "balai.people.planted", "Meta": type("Meta", (), {"app_label": "planted"}), **members}
    return type(name, (models.Model,), body)


def test_planted_privacy_faults_are_found() -> None:
    told = Privacy(personal={"gone": Personal(Purpose.SERVICE)}, impersonal=("gone",))
    silent = _planted("Silent", note=models.TextField())
    wrong = _planted("Wrong", note=models.TextField(), PRIVACY=told)
    right = _planted("Right", note=models.TextField(), PRIVACY=Privacy(impersonal=("note",)))
    assert list(privacy_faults(silent)) == ["Silent has no PRIVACY"]
    assert list(privacy_faults(wrong)) == [
        "Wrong.note is neither personal nor impersonal",
        "Wrong.gone is classified but does not exist",
        "Wrong.gone is both personal and impersonal",
    ]
    assert list(privacy_faults(right)) == []


def test_a_planted_cascade_between_rooms_is_found() -> None:
    user = apps.get_model("accounts", "User")
    cascading = _planted("Cascading", owner=models.ForeignKey(user, models.CASCADE, related_name="+"))
    protected = _planted("Protected", owner=models.ForeignKey(user, models.PROTECT, related_name="+"))
    assert list(unprotected(cascading)) == ["Cascading.owner reaches into accounts without PROTECT"]
    assert list(unprotected(protected)) == []


@pytest.mark.parametrize(
    "planted", ["user.person", "User.objects.filter(person__name=1)", "qs.order_by('-person__name')"]
)
def test_a_planted_look_upward_is_found(planted: str) -> None:
    upward = {Accessor("person", "people", "accounts")}
    assert len(list(upward_looks(ast.parse(planted), "accounts", upward))) == 1
    assert upward_names_for("accounts", upward, {"accounts": {"email"}}) == upward
    assert upward_names_for("accounts", upward, {"accounts": {"person"}}) == set()
    assert upward_names_for("training", upward, {}) == set()
