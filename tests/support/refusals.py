"""What a verb refused."""

from collections.abc import Callable

import pytest

from balai.kernel.refusal import Refused


def code_of(act: Callable[[], object]) -> str:
    """The code of the refusal; fails when nothing was refused."""
    with pytest.raises(Refused) as said:
        act()
    return said.value.code
