"""What import contracts cannot see: bare querysets at the doors, signals, relations by name, texts that escape."""

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.house.sources import CODE, parsed, python_files, short

GETTERS = {"visible_to", "public"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
FORBIDDEN_MODULES = {
    "django.db.models.signals": "call the action instead of listening to saves",
    "django.dispatch": "call the action instead of listening to signals",
    "django.contrib.contenttypes.fields": "a relation names its target",
}


def bare_querysets(tree: ast.Module) -> Iterator[str]:
    """At the doors everything starts from `.objects.visible_to(actor)` or `.objects.public()`."""
    allowed = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in GETTERS
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in allowed:
            yield f"line {node.lineno}: {ast.unparse(node)} without visible_to(actor) or public()"
        if isinstance(node, ast.Call) and _name(node.func) in SHORTCUTS and _name(_first(node))[:1].isupper():
            yield f"line {node.lineno}: {ast.unparse(node)} asks a model, not what the actor may see"


def forbidden_imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{name}" for name in names)]
        for name in names:
            if name in FORBIDDEN_MODULES:
                yield f"line {node.lineno}: {name}: {FORBIDDEN_MODULES[name]}"


def string_relations(tree: ast.Module) -> Iterator[str]:
    """ "room.Model" as text hides a dependency from the import contracts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in RELATIONS:
            target = next((keyword.value for keyword in node.keywords if keyword.arg == "to"), None)
            target = target or (node.args[0] if node.args else None)
            if isinstance(target, ast.Constant) and isinstance(target.value, str) and "." in target.value:
                yield f"line {node.lineno}: relation to {target.value!r} by name"


def escaping_texts(tree: ast.Module) -> Iterator[str]:
    """A sentence that is not a literal is found by no catalogue."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and _name(node.func) in TRANSLATORS
            and not isinstance(_first(node), ast.Constant)
        ):
            yield f"line {node.lineno}: {ast.unparse(node)[:60]} is not a literal"


def hidden_translators(tree: ast.Module) -> Iterator[str]:
    """A translator under a name of its own: what it says is found by no catalogue either."""
    for node in ast.walk(tree):
        for alias in node.names if isinstance(node, ast.ImportFrom) else ():
            if alias.name in TRANSLATORS and alias.asname not in {None, *TRANSLATORS}:
                yield f"line {node.lineno}: {alias.name} as {alias.asname}"


def buried_texts(tree: ast.Module) -> Iterator[str]:
    """The catalogue does not look inside f-strings."""
    for written in ast.walk(tree):
        for node in ast.walk(written) if isinstance(written, ast.JoinedStr) else ():
            if isinstance(node, ast.Call) and _name(node.func) in TRANSLATORS:
                yield f"line {node.lineno}: {ast.unparse(node)[:60]} inside an f-string"


def plain_forms(tree: ast.Module) -> Iterator[str]:
    """A form of Django's own refuses in Django's words, which name no field."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for node in classes:
        ours = node.name == "BalaiForm" or node.name.endswith("Mixin")
        if not ours and any(ast.unparse(base) in {"forms.Form", "Form"} for base in node.bases):
            yield f"line {node.lineno}: {node.name} does not inherit BalaiForm"


def _first(call: ast.Call) -> ast.expr:
    return call.args[0] if call.args else ast.Constant(None)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


Rule = Callable[[ast.Module], Iterator[str]]
EVERYWHERE: list[Rule] = [
    forbidden_imports,
    string_relations,
    escaping_texts,
    hidden_translators,
    buried_texts,
    plain_forms,
]


def broken(rule: Rule, folders: list[str]) -> list[str]:
    files = [path for folder in folders for path in python_files(CODE / folder)]
    return [f"{short(path)}, {fault}" for path in files for fault in rule(parsed(path))]


@pytest.mark.parametrize("rule", EVERYWHERE)
def test_everywhere(rule: Rule) -> None:
    assert broken(rule, ["."]) == []


def test_pages_and_interfaces_start_from_what_the_actor_may_see() -> None:
    assert broken(bare_querysets, ["web", "api"]) == []


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        (bare_querysets, "rows = Person.objects.filter(pk=1)"),
        (bare_querysets, "rows = Person._default_manager.all()"),
        (bare_querysets, "show(Person.objects)"),
        (bare_querysets, "row = get_object_or_404(Person, pk=1)"),
        (forbidden_imports, "from django.db.models import signals"),
        (forbidden_imports, "from django.db.models.signals import post_save"),
        (forbidden_imports, "import django.dispatch"),
        (forbidden_imports, "from django.contrib.contenttypes.fields import GenericForeignKey"),
        (string_relations, "x = models.ForeignKey('people.Person', models.PROTECT)"),
        (string_relations, "x = ForeignKey(to='people.Person', on_delete=PROTECT)"),
        (escaping_texts, "x = _(f'Halo {name}')"),
        (escaping_texts, "x = gettext_lazy(sentence)"),
        (hidden_translators, "from django.utils.translation import gettext as _now"),
        (buried_texts, "x = f'<b>{escape(_(\"Halo\"))}</b>'"),
        (plain_forms, "class AskForm(forms.Form): pass"),
    ],
)
def test_a_planted_fault_is_found(rule: Rule, planted: str) -> None:
    assert len(list(rule(ast.parse(planted)))) == 1


@pytest.mark.parametrize(
    ("rule", "innocent"),
    [
        (bare_querysets, "rows = Person.objects.visible_to(actor).filter(pk=1)"),
        (bare_querysets, "row = get_object_or_404(Batch.objects.public(), pk=1)"),
        (forbidden_imports, "from django.db.models import Q"),
        (string_relations, "x = models.ForeignKey('self', models.PROTECT)"),
        (escaping_texts, "x = _('Halo %(name)s') % {'name': name}"),
        (hidden_translators, "from django.utils.translation import gettext_lazy as _"),
        (plain_forms, "class AskForm(BalaiForm): pass"),
    ],
)
def test_what_is_allowed_passes(rule: Rule, innocent: str) -> None:
    assert list(rule(ast.parse(innocent))) == []
