"""Which minutes a daily period covers, by Python's zoneinfo, for schedule_tests.rs.

    python3 -m venv v && v/bin/pip install tzdata==2026.6 && v/bin/python windows.py > windows.csv

Every minute of the span is turned into the wall clock of its zone and compared with the period: nothing of this looks for
gaps and folds. Columns: zone, days (0 Monday to 6 Sunday, joined), start and end in seconds, first day and days of the span
(UTC), then the active windows in Unix seconds, start-end, joined by spaces.
"""
import datetime as dt
from zoneinfo import ZoneInfo

ANY = "0123456"
CASES = [
    ("Europe/Zurich", ANY, "09:00", "17:30", "2025-03-25", 10), ("Europe/Zurich", ANY, "22:00", "06:00", "2025-10-20", 12),
    ("Europe/Zurich", "56", "22:15", "04:45", "2025-03-20", 20), ("America/New_York", "01234", "08:00", "20:00", "2025-10-25", 14),
    ("Australia/Lord_Howe", ANY, "04:00", "03:45", "2025-04-01", 10), ("Asia/Kathmandu", "246", "00:00", "24:00", "2025-01-01", 21),
    ("Pacific/Apia", ANY, "18:00", "19:00", "2011-12-25", 10), ("Africa/Casablanca", ANY, "12:00", "14:00", "2025-02-20", 50),
    ("America/St_Johns", "6", "12:00", "12:00", "2025-03-01", 30), ("UTC", "3", "23:59", "00:01", "2024-02-20", 20),
    ("Asia/Tehran", "4", "06:00", "18:00", "2022-03-10", 30), ("Pacific/Kiritimati", "0", "07:00", "09:00", "2025-06-01", 20),
]


def seconds(text):
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


for zone, days, start, end, first, count in CASES:
    s, e = seconds(start), seconds(end)
    begin = int(dt.datetime.fromisoformat(first).replace(tzinfo=dt.timezone.utc).timestamp())
    windows, since = [], None
    for t in range(begin, begin + count * 86400 + 60, 60):
        wall = dt.datetime.fromtimestamp(t, ZoneInfo(zone))
        second = wall.hour * 3600 + wall.minute * 60
        today = str(wall.weekday()) in days
        yesterday = str((wall.weekday() - 1) % 7) in days
        active = today and s <= second < e if s < e else today and second >= s or yesterday and second < e
        active = active and t < begin + count * 86400
        if active and since is None:
            since = t
        if not active and since is not None:
            windows.append(f"{since}-{t}")
            since = None
    print(",".join([zone, days, str(s), str(e), str(begin), str(count), " ".join(windows)]))
