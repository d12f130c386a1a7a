"""What a page writes reaches the page."""

from django.template import Engine, engines
from django.template.base import Node, TextNode
from django.template.defaulttags import CommentNode, LoadNode
from django.template.loader_tags import BlockNode, ExtendsNode

from tests.house.sources import CODE

TEMPLATES = CODE / "web/templates"
HEARD = BlockNode | TextNode | LoadNode | CommentNode


def unheard(template: object) -> list[str]:
    """Tags of an extending page that stand outside its blocks: Django leaves them out without a word."""
    nodes: list[Node] = list(getattr(template, "nodelist", ()))
    inside = [child for node in nodes if isinstance(node, ExtendsNode) for child in node.nodelist]
    return [type(node).__name__ for node in inside if not isinstance(node, HEARD)]


def engine() -> Engine:
    found: Engine = engines["django"].engine
    return found


def test_nothing_stands_outside_the_blocks_of_an_extending_page() -> None:
    pages = [path.relative_to(TEMPLATES).as_posix() for path in sorted(TEMPLATES.rglob("*.html"))]
    found = {page: unheard(engine().get_template(page)) for page in pages}
    assert len(pages) > 100 and {page: tags for page, tags in found.items() if tags} == {}


def test_a_title_outside_the_blocks_is_seen() -> None:
    said = '{% extends "base.html" %}{% load i18n %}{% translate "Judul" as title %}{% block title %}{{ title }}{% endblock %}'
    assert unheard(engine().from_string(said)) == ["TranslateNode"]
