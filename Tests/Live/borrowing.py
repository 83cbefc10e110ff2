"""Fixtures of another folder."""

import sys
from importlib.util import module_from_spec, spec_from_file_location


def conftest_of(folder):
    """A folder's `conftest.py` as a module; what it imports from beside it can be imported from then on."""
    sys.path.insert(0, str(folder))
    spec = spec_from_file_location(f"conftest_of_{folder.name}", folder / "conftest.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
