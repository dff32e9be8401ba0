"""Where the names on a map stand: sides and small shifts, so that no two touch at any zoom.

Pure arithmetic in pixels. Distances between points depend on the zoom alone, never on the size of the frame, so one
layout for each zoom is worked out beforehand and the page only looks it up.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

LEVELS = tuple(half / 2 for half in range(2, 13))  # zooms 1, 1.5 … 6: as far as the 110m outlines carry
TILE = 256  # px: the width of the world at zoom 0
FARTHEST = 18.0  # px that a country's ring may give way: it stands for an area, not for a point
EDGE = 48  # px between the outermost places and the edge of the map when it opens
NARROW = 400  # px: the narrowest frame that names are fitted to
REACH = 12.0  # px around the middle of a marker that are its own to be hit: WCAG 2.2, target size
AIR = 2.0  # px kept free between a marker and a name
NAME, NOTE, QUIET = 15, 12, 12.5  # px: sizes of type, the same as in place_map.css
WIDTHS = {NAME: 0.62, NOTE: 0.50, QUIET: 0.50}  # em a letter takes, on the wide side, by size (names are bold)
LINE = 1.25  # em: the height of a line


@dataclass(frozen=True, slots=True)
class Pin:
    """A marker to be named: where it is, how large, and the words; a quiet one yields to the others."""

    latitude: float
    longitude: float
    radius: float
    name: str
    note: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Placed:
    """How a pin is drawn at one zoom.

    `side` is where the name stands: R right, L left, B below, A above, D below to the right, C below to the left; in
    lower case without its note; "-" for no name, "0" for no marker either. `x` and `y` are the pixels the marker is
    shifted by.
    """

    side: str
    x: float = 0.0
    y: float = 0.0


def project(latitude: float, longitude: float, zoom: float) -> tuple[float, float]:
    """A point in Web Mercator pixels, x to the right and y down.

    >>> project(0, 0, 0)
    (128.0, 128.0)
    """
    size = TILE * 2.0**zoom
    sine = math.sin(math.radians(max(-85.0, min(85.0, latitude))))
    return size * (longitude + 180) / 360, size * (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi))


def layout(pins: Sequence[Pin], zoom: float) -> tuple[Placed, ...]:
    """Place every pin at a zoom; loud pins choose first, and no box of one overlaps a box of another.

    Args:
        pins: the markers, in the order in which they choose.
        zoom: the zoom of the map.

    Returns:
        One `Placed` for each pin, in their order.
    """
    points = [project(pin.latitude, pin.longitude, zoom) for pin in pins]
    loud = [(point, pin.radius) for point, pin in zip(points, pins, strict=True) if not pin.quiet]
    spots = [_spot(pin, point, loud) for pin, point in zip(pins, points, strict=True)]
    kept: list[tuple[float, float] | None] = []
    for pin, spot in zip(pins, spots, strict=True):
        hidden = spot and pin.quiet and any(at and math.dist(spot, at) < 2 * REACH for at in kept)
        kept.append(None if hidden else spot)
    taken = [_around(spot, pin.radius) for pin, spot in zip(pins, kept, strict=True) if spot]
    left, right = _room([x for x, _ in points])
    placed: dict[int, Placed] = {}
    for index in sorted(range(len(pins)), key=lambda index: pins[index].quiet):
        placed[index] = _named(pins[index], points[index], kept[index], (left, right), taken)
    return tuple(placed[index] for index in range(len(pins)))


def box_of(pin: Pin, placed: Placed, zoom: float) -> Box | None:
    """The box of a pin's name as it was placed; None where no name is drawn."""
    if placed.side in "-0":
        return None
    x, y = project(pin.latitude, pin.longitude, zoom)
    return _label(pin, placed.side, (x + placed.x, y + placed.y))


def _room(across: Sequence[float]) -> tuple[float, float]:
    """From where to where the opening map surely reaches: what lies outside could be cut off."""
    middle = (min(across) + max(across)) / 2 if across else 0.0
    half = max([x - middle + EDGE for x in across] + [NARROW / 2])
    return middle - half, middle + half


def _spot(
    pin: Pin, point: tuple[float, float], loud: Sequence[tuple[tuple[float, float], float]]
) -> tuple[float, float] | None:
    """Where the marker goes: a quiet one gives way to a loud one beside it, or is left out."""
    if not pin.quiet:
        return point
    for (x, y), radius in loud:
        away = math.dist(point, (x, y))
        wanted = max(radius, REACH) + REACH
        if away < wanted:
            if wanted - away > FARTHEST or not away:
                return None
            point = x + (point[0] - x) * wanted / away, y + (point[1] - y) * wanted / away
    return None if any(math.dist(point, at) < max(radius, REACH) + REACH - 0.01 for at, radius in loud) else point


def _named(
    pin: Pin, point: tuple[float, float], spot: tuple[float, float] | None, room: tuple[float, float], taken: list[Box]
) -> Placed:
    if spot is None:
        return Placed("0")
    shift = round(spot[0] - point[0], 1), round(spot[1] - point[1], 1)
    for side in _sides(pin, inward="L" if spot[0] > sum(room) / 2 else "R"):
        box = _label(pin, side, spot)
        inside = room[0] <= box.left and box.right <= room[1]
        if inside and not any(box.overlaps(other) for other in taken):
            taken.append(box)
            return Placed(side, *shift)
    return Placed("-", *shift)


def _sides(pin: Pin, inward: str) -> Iterator[str]:
    """The sides in the order they are tried: the one towards the middle of the map first, so that no name is cut."""
    order = inward + ("L" if inward == "R" else "R") + "BA" + ("DC" if pin.quiet else "")
    yield from order
    if pin.note:
        yield from order.lower()


def _label(pin: Pin, side: str, spot: tuple[float, float]) -> Box:
    """The box of the name on a side of the marker."""
    size = QUIET if pin.quiet else NAME
    note = pin.note if side.isupper() else ""
    wide = max(_width(pin.name, size), _width(note, NOTE)) + 2 * AIR
    high = size * LINE + (NOTE * LINE if note else 0)
    (x, y), gap = spot, pin.radius + AIR
    if side in "RrLl":
        left = x + gap if side in "Rr" else x - gap - wide
        return Box(left, y - high / 2, left + wide, y + high / 2)
    if side in "DC":
        left = x + gap if side == "D" else x - gap - wide
        return Box(left, y, left + wide, y + high)
    top = y + gap if side in "Bb" else y - gap - high
    return Box(x - wide / 2, top, x + wide / 2, top + high)


def _width(text: str, size: float) -> float:
    """The pixels a text takes at most; letters of East Asian scripts are as wide as they are high."""
    return sum(size * (1.0 if east_asian_width(letter) in "WF" else WIDTHS[size]) for letter in text)


def _around(point: tuple[float, float], radius: float) -> Box:
    x, y = point
    return Box(x - radius, y - radius, x + radius, y + radius)
