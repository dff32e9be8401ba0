"""What several tests need."""

import os
from pathlib import Path

import pytest
from paths import AGENCY


@pytest.fixture(scope="session")
def agency() -> Path:
    """The folder of the agency's text, which the project may not contain; required where CI=true."""
    if not AGENCY.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs {AGENCY}")
        pytest.skip(f"the agency's text is not at {AGENCY}")
    return AGENCY
