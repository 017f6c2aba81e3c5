"""Weights are believed only when they are the ones we know."""

from dataclasses import replace

import pytest

from knowledge import packaged
from knowledge.packaged import UnknownFileError


@pytest.mark.parametrize("known", [packaged.E5, packaged.MINILM])
def test_the_installed_file_is_the_known_one_and_no_other_is_read(known: packaged.Packaged) -> None:
    path = known.path()
    assert path is not None
    assert known.read(path)
    with pytest.raises(UnknownFileError, match=f"install the locked version of {known.package}"):
        replace(known, sha256="0" * 64).read(path)


def test_a_package_that_is_not_there_is_no_mistake() -> None:
    assert packaged.Packaged("no_such_package_anywhere", "x.bin", "").path() is None
