"""Make the map's land and border lines from npm's world-atlas (Natural Earth 110m).

npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
python tools/make_land.py package/countries-110m.json src/storykit/views/static

Leaflet draws on a plane: a ring that crosses the antimeridian is unwrapped, so that no bar runs across the map.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]
DECIMALS = 1  # 0.1 degrees is 11 km, finer than the 110m outlines are
SOUTH = -60  # what lies wholly south of this (Antarctica) is left out: Web Mercator tears it apart


def main(source: Path, folder: Path) -> None:
    """Write land-110m.geojson and borders-110m.geojson into the folder."""
    topology = json.loads(source.read_text("utf-8"))
    arcs = decoded(topology)
    rings = [[ring(arcs, each) for each in polygon] for polygon in polygons(topology["objects"]["land"])]
    land = [polygon for polygon in rings if max(y for _, y in polygon[0]) > SOUTH and len(polygon[0]) > 3]
    write(folder / "land-110m.geojson", "MultiPolygon", sorted(land))
    shared = Counter(forward(arc) for arc in used(topology["objects"]["countries"]))
    lines = [rounded(unwrapped(arcs[arc])) for arc, times in shared.items() if times > 1]
    write(folder / "borders-110m.geojson", "MultiLineString", sorted(line for line in lines if len(line) > 1))


def decoded(topology: dict[str, Any]) -> list[Line]:
    """The arcs in degrees: TopoJSON keeps them as whole steps from point to point."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(line)
    return arcs


def polygons(shape: dict[str, Any]) -> Iterator[list[list[int]]]:
    """Each polygon of a shape as rings of arc numbers."""
    if shape["type"] == "GeometryCollection":
        for each in shape["geometries"]:
            yield from polygons(each)
    elif shape["type"] == "Polygon":
        yield shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        yield from shape["arcs"]


def used(shape: dict[str, Any]) -> Iterator[int]:
    """The arc numbers of all rings; an arc that two countries share comes twice."""
    for polygon in polygons(shape):
        for each in polygon:
            yield from each


def forward(arc: int) -> int:
    """The number of an arc whichever way it runs: ~n means n backwards."""
    return arc if arc >= 0 else ~arc


def ring(arcs: Sequence[Line], numbers: Sequence[int]) -> Line:
    """The arcs of a ring put end to end; each begins where the one before ended."""
    points: Line = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    return rounded(unwrapped(points))


def unwrapped(points: Sequence[Point]) -> Line:
    """The same line without a jump from 180 to -180 degrees; it runs on beyond 180 instead."""
    line, turn = [points[0]], 0
    for (before, _), (x, y) in zip(points, points[1:], strict=False):
        turn += -360 if x - before > 180 else 360 if x - before < -180 else 0
        line.append((x + turn, y))
    shift = 360 if min(x for x, _ in line) < -180.5 else 0
    return [(x + shift, y) for x, y in line]


def rounded(points: Sequence[Point]) -> Line:
    """The line in few decimals, without points that fall together or lie straight between their neighbours."""
    line: Line = []
    for point in ((round(x, DECIMALS), round(y, DECIMALS)) for x, y in points):
        if line and point == line[-1]:
            continue
        if len(line) > 1 and straight(line[-2], line[-1], point):
            line.pop()
        line.append(point)
    return line


def straight(a: Point, b: Point, c: Point) -> bool:
    """Whether b lies on the straight line from a to c, and between them."""
    turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return abs(turn) < 1e-9 and ahead > 0


def write(path: Path, kind: str, coordinates: list[Any]) -> None:
    """One GeoJSON geometry on one line; whole numbers without a decimal point."""
    text = json.dumps({"type": kind, "coordinates": coordinates}, separators=(",", ":")).replace(".0,", ",")
    path.write_text(text.replace(".0]", "]") + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
