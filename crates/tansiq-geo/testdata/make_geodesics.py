"""Makes geodesics.csv: geodesic distances on WGS84 by Karney's own library (PyPI geographiclib).

Each line is lat1,lng1,lat2,lng2,metres. Usage: python make_geodesics.py > geodesics.csv
"""

import math
import random

from geographiclib.geodesic import Geodesic

random.seed(20240501)
LENGTHS_M = (0.01, 1, 50, 1_000, 5_000, 10_000, 30_000, 60_000, 100_000, 150_000)

for length_m in LENGTHS_M:
    for _ in range(200):
        lat = math.degrees(math.asin(random.uniform(-1, 1)))
        lng = random.uniform(-180, 180)
        case = random.random()
        if case < 0.1:  # beside or across a pole
            lat = random.choice((-1, 1)) * (90 - random.random() * length_m / 111_000)
        elif case < 0.2:  # across the antimeridian
            lng = random.choice((-1, 1)) * (180 - random.random() * length_m / 111_000)
        elif case < 0.3:
            lat = random.uniform(-0.1, 0.1)
        end = Geodesic.WGS84.Direct(lat, lng, random.uniform(-180, 180), length_m)
        lat2, lng2 = round(end["lat2"], 12), round(end["lon2"], 12)
        lat, lng = round(lat, 12), round(lng, 12)
        exact = Geodesic.WGS84.Inverse(lat, lng, lat2, lng2)["s12"]
        print(f"{lat},{lng},{lat2},{lng2},{exact:.9f}")
