#!/usr/bin/env bash
# How fast the page answers: wrk over `/`, the register and one agreement, with 10 and 50 kept connections.
#
#   cargo build --release && tests/speed/page.sh 10000 [seconds]
#
# Needs wrk, python3 and curl. Prints the 50th, 95th and 99th percentile, requests a second, bytes of each page, and the
# memory of the process.
set -euo pipefail
cd "$(dirname "$0")/../.."
many=${1:-10000} seconds=${2:-30}
program="$PWD/target/release/pactwatch"
office=$(mktemp -d)
trap 'kill "$serving" 2>/dev/null || true; rm -rf "$office"' EXIT
"$program" init "$office" >/dev/null
cd "$office"
python3 - "$many" >list.csv <<'PY'
import csv, datetime, random, sys
random.seed(7)
out = csv.writer(sys.stdout)
out.writerow("reference title partner country signed_on effect term review_every officers".split())
names = ["Jeonbuk", "Attapeu", "Sê Kông", "Mondulkiri", "Niigata", "Thượng Hải", "Champasak", "Busan"]
for at in range(int(sys.argv[1])):
    name = random.choice(names)
    day = datetime.date(2012, 1, 1) + datetime.timedelta(days=random.randrange(5400))
    officer = random.choice(["desk-korea", "desk-laos", "desk-cambodia"])
    country = {"Jeonbuk": "KR", "Busan": "KR", "Niigata": "JP", "Thượng Hải": "CN", "Mondulkiri": "KH"}.get(name, "LA")
    out.writerow([f"T-{at:06}", f"Bản ghi nhớ số {at} với {name}", f"{name} {at % 40}", country, day, "signature", random.choice(["3y", "5y", "10y"]), random.choice(["1y", "2y", ""]), officer])
PY
"$program" import list.csv >import.log 2>&1 || { tail -5 import.log; exit 1; }
"$program" serve --listen 127.0.0.1:0 >address 2>serve.log & serving=$!
for _ in $(seq 100); do [ -s address ] && break; sleep 0.2; done
url=$(cat address)
code=$("$program" login head 2>/dev/null)
curl -s -c jar -b jar "$url/dang-nhap" >login.html
token=$(grep -o 'name="token" value="[0-9a-f]*' login.html | head -1 | cut -d'"' -f4)
curl -s -c jar -b jar -o /dev/null --data-urlencode "token=$token" --data-urlencode "code=$code" "$url/dang-nhap/ma"
cookie=$(awk '$6 == "phien" { print $6 "=" $7 }' jar)
printf '%s agreements\n' "$many"
for path in / /thoa-thuan /thoa-thuan/T-000042; do
  curl -s -b "$cookie" -o page -w "first  %{time_total} s  $path\n" "$url$path"
  curl -s -b "$cookie" -o page -w "again  %{time_total} s  %{size_download} bytes  $path\n" "$url$path"
done
for connections in 10 50; do
  for path in / /thoa-thuan /thoa-thuan/T-000042; do
    printf '%s connections  %s\n' "$connections" "$path"
    wrk -t2 -c"$connections" -d"${seconds}s" --latency -H "Cookie: $cookie" -s /dev/stdin "$url$path" <<'LUA' | grep -v '^Running\|threads and' || true
done = function(summary, latency, requests)
  io.write(string.format("  p50 %.1f ms  p95 %.1f ms  p99 %.1f ms  %d requests, %d not 200\n", latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, summary.requests, summary.errors.status))
end
LUA
  done
done
grep -E 'VmRSS|VmHWM' "/proc/$serving/status"
