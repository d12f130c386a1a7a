"""What a browser calls itself, in words its owner recognises. Nothing finer is kept: it would be a fingerprint."""

from django.utils.translation import gettext as _

_BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR", "Opera"),
    ("UCBrowser", "UC Browser"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """ "Chrome di Android"; words for unknown parts. The order of the lists matters: many claim to be Chrome and Safari."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), _("Peramban lain"))
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), _("perangkat lain"))
    return _("%(browser)s di %(system)s") % {"browser": browser, "system": system}
