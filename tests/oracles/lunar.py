"""Compare a table of Vietnamese lunar days with the converter `lunar-vn`.

The table has a header and the columns day,year,month,lunar_day,leap. Prints the first differences and exits 1 if there
are any; prints the number of days compared if there are none.
"""

import csv
import datetime
import sys

from lunar_vn import solar_to_lunar

SHOWN = 20


def main(path: str) -> int:
    different = compared = 0
    with open(path, encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            day = datetime.date.fromisoformat(row["day"])
            other = solar_to_lunar(day)
            ours = (int(row["year"]), int(row["month"]), int(row["lunar_day"]), int(row["leap"]))
            theirs = (other.year, other.month, other.day, int(other.leap))
            compared += 1
            if ours != theirs:
                different += 1
                if different <= SHOWN:
                    print(f"{day}: table {ours}, lunar-vn {theirs}")
    print(f"{compared} days compared, {different} differ")
    return 1 if different or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
