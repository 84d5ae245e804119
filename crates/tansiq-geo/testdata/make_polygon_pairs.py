"""Makes pairs of polygons with the answer of GEOS (PyPI shapely, numpy).

Both polygons are projected gnomonically about their common centre, where great circles are straight
lines, and intersected there by GEOS, which has nothing to do with unit vectors, S2 or this project.
Written are, as JSON lines, `k` the kind, `a` and `b` the vertices as [lat, lng] in degrees, `i` 1 if
the areas overlap, and `d` the depth in metres: the diameter of the largest disc in the common area
where they overlap (0 if that was not worked out), and minus the distance between them where they
do not.

Usage: python make_polygon_pairs.py COUNT SEED | gzip -9 > FILE
"""

import json
import math
import random
import sys

import numpy as np
import shapely
from shapely.geometry import Polygon

RADIUS_M = 6_371_010.0


def unit(lat, lng):
    lat, lng = math.radians(lat), math.radians(lng)
    return np.array([math.cos(lat) * math.cos(lng), math.cos(lat) * math.sin(lng), math.sin(lat)])


def frame(center):
    other = np.array([0.0, 0.0, 1.0]) if abs(center[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    east = np.cross(other, center)
    east /= np.linalg.norm(east)
    return center, east, np.cross(center, east)


def project(points, axes):
    center, east, north = axes
    return [(p @ east / (p @ center) * RADIUS_M, p @ north / (p @ center) * RADIUS_M) for p in points]


def unproject(points, axes):
    center, east, north = axes
    positions = []
    for x, y in points:
        p = center + east * (x / RADIUS_M) + north * (y / RADIUS_M)
        p /= np.linalg.norm(p)
        lat, lng = math.degrees(math.atan2(p[2], math.hypot(p[0], p[1]))), math.degrees(math.atan2(p[1], p[0]))
        positions.append([round(lat, 11), round(lng, 11)])
    return positions


def star(x, y, size, count, spikes):
    """A star-shaped ring: concave unless `spikes` is 0."""
    start = random.uniform(0, math.tau)
    return [
        (x + r * math.cos(t), y + r * math.sin(t))
        for k in range(count)
        for t in [start + (k + random.uniform(-0.3, 0.3)) / count * math.tau]
        for r in [size * random.uniform(1 - spikes, 1)]
    ]


def sliver(x, y, length, width, bends):
    """A thin corridor with bends."""
    direction = random.uniform(0, math.tau)
    left, right = [], []
    for k in range(bends + 2):
        along = (k / (bends + 1) - 0.5) * length
        aside = random.uniform(-0.1, 0.1) * length if 0 < k <= bends else 0.0
        for side, offset in ((left, width / 2), (right, -width / 2)):
            u, v = along, aside + offset
            side.append((x + u * math.cos(direction) - v * math.sin(direction), y + u * math.sin(direction) + v * math.cos(direction)))
    return left + right[::-1]


def shape(kind, x, y, size):
    if kind == "sliver":
        return sliver(x, y, 2 * size, size * random.choice((1e-4, 1e-3, 0.01, 0.05)), random.randrange(4))
    if kind == "long":
        return sliver(x, y, 2 * size, size * random.uniform(0.02, 0.3), 0)
    return star(x, y, size, random.choice((3, 4, 6, 10, 20, 50)), random.choice((0.0, 0.3, 0.7, 0.9)))


def place():
    case = random.random()
    if case < 0.15:
        return "pole", unit(random.choice((-1, 1)) * random.uniform(89.9, 90), random.uniform(-180, 180))
    if case < 0.3:
        return "antimeridian", unit(random.uniform(-70, 70), 180 + random.uniform(-0.01, 0.01))
    if case < 0.5:
        return "north", unit(random.uniform(68, 72), random.uniform(-180, 180))
    return "any", unit(math.degrees(math.asin(random.uniform(-1, 1))), random.uniform(-180, 180))


def near_touch(a, b):
    """Moves b along the shortest way so that it overlaps a, or misses it, by a centimetre."""
    pa, pb = Polygon(a), Polygon(b)
    if pa.intersects(pb):
        return b
    line = shapely.shortest_line(pa, pb)
    (x0, y0), (x1, y1) = line.coords
    length = math.hypot(x1 - x0, y1 - y0)
    move = length + random.choice((0.01, -0.01))
    return [(x - (x1 - x0) / length * move, y - (y1 - y0) / length * move) for x, y in b]


def make():
    where, center = place()
    axes = frame(center)
    kind_a = random.choice(("star", "star", "sliver", "long"))
    kind_b = random.choice(("star", "star", "sliver", "long"))
    size = random.choice((20, 200, 1_000, 5_000, 10_000))
    a = shape(kind_a, 0, 0, size)
    turn, far = random.uniform(0, math.tau), size * random.uniform(0, 2.2)
    b = shape(kind_b, far * math.cos(turn), far * math.sin(turn), size * random.choice((0.1, 0.5, 1)))
    near = random.random() < 0.4
    if not (Polygon(a).is_valid and Polygon(b).is_valid):
        return None
    if near:
        b = near_touch(a, b)
    # From here on the rounded positions are the polygons.
    a, b = unproject(a, axes), unproject(b, axes)
    points_a, points_b = [unit(*p) for p in a], [unit(*p) for p in b]
    middle = sum(points_a) / len(a) + sum(points_b) / len(b)
    axes = frame(middle / np.linalg.norm(middle))
    pa, pb = Polygon(project(points_a, axes)), Polygon(project(points_b, axes))
    if not (pa.is_valid and pb.is_valid):
        return None
    overlap = pa.intersects(pb) and not pa.touches(pb)
    depth = -pa.distance(pb)
    if overlap:
        depth = 0.0
        common = pa.intersection(pb)
        if near or common.area < 1.0:
            parts = getattr(common, "geoms", [common])
            depth = max((2 * shapely.maximum_inscribed_circle(part).length for part in parts if part.area > 0), default=1e-9)
    return {"k": f"{where} {kind_a} {kind_b}{' near' if near else ''}", "a": a, "b": b, "i": int(overlap), "d": round(depth, 6)}


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    random.seed(seed)
    made = 0
    while made < count:
        pair = make()
        if pair:
            print(json.dumps(pair, separators=(",", ":")))
            made += 1


main()
