"""Sunrise, sunset and civil twilight by two libraries that are not ours, for schedule_tests.rs.

    python3 -m venv v && v/bin/pip install astral==3.2 ephem==4.2.1 && v/bin/python sun.py > sun.csv

Columns: place, latitude, longitude, date (of the place's mean solar time), then for each library (astral, ephem) the Unix
seconds of dawn, sunrise, sunset, dusk; empty where the library says that there is none.
"""
import datetime as dt

import astral
import astral.sun
import ephem

PLACES = [
    ("Zurich", 47.3769, 8.5417), ("Quito", -0.1807, -78.4678), ("Auckland", -36.8485, 174.7633),
    ("Anchorage", 61.2181, -149.9003), ("Tromso", 69.6492, 18.9553), ("Svalbard", 78.2167, 15.6333),
    ("Ushuaia", -54.8019, -68.3030), ("Nadi", -17.8, 177.4), ("Apia", -13.83, -171.76), ("McMurdo", -77.85, 166.67),
]
UTC = dt.timezone.utc


def by_astral(observer, noon, name):
    """The event nearest to a mean noon: astral's dates are UTC dates."""
    found = []
    for shift in (-1, 0, 1):
        try:
            day = (noon + dt.timedelta(days=shift)).date()
            found.append(getattr(astral.sun, name)(observer, date=day, tzinfo=UTC))
        except ValueError:
            pass
    before = name in ("dawn", "sunrise")
    half = dt.timedelta(hours=12)
    near = [t for t in found if abs(t - noon) < half and (t < noon) == before]
    return round(near[0].timestamp()) if near else ""


def by_ephem(lat, lng, noon, name):
    observer = ephem.Observer()
    observer.lat, observer.lon, observer.elevation, observer.pressure = str(lat), str(lng), 0, 0
    observer.horizon = "-6" if name in ("dawn", "dusk") else "-0:50"
    observer.date = ephem.Date(noon.replace(tzinfo=None))
    sun = ephem.Sun()
    try:
        step = observer.previous_rising if name in ("dawn", "sunrise") else observer.next_setting
        event = step(sun, use_center=True).datetime().replace(tzinfo=UTC)
    except (ephem.AlwaysUpError, ephem.NeverUpError):
        return ""
    return round(event.timestamp()) if abs(event - noon) < dt.timedelta(hours=12) else ""


for place, lat, lng in PLACES:
    observer = astral.Observer(lat, lng, 0)
    for month in range(1, 13):
        for day in (3, 21):
            noon = dt.datetime(2025, month, day, 12, tzinfo=UTC) - dt.timedelta(hours=lng / 15)
            row = [place, lat, lng, f"2025-{month:02}-{day:02}"]
            for library in (lambda n: by_astral(observer, noon, n), lambda n: by_ephem(lat, lng, noon, n)):
                row += [library(name) for name in ("dawn", "sunrise", "sunset", "dusk")]
            print(",".join(map(str, row)))
