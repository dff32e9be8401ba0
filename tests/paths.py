"""Where things are: the project, its first story, and, outside the project, the agency's text."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data" / "venezuela-2019"
AGENCY = ROOT.parent / "shared" / "article"
SCREENSHOTS = ROOT / "build" / "screenshots"  # for a person to look at
