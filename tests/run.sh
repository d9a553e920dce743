#!/usr/bin/env bash
# Installs what the tests need from Debian's packages, starts PostgreSQL and RabbitMQ on loopback in a temporary folder, builds, runs every test,
# prints each run's summary and, last, the sum. CI=true turns a missing tool or server into a failure instead of a skip.
set -uo pipefail
cd "$(dirname "$0")/.."
export CI=${CI:-true} DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MASSTRANSIT_USAGE_TELEMETRY=false VSTEST_CONNECTION_TIMEOUT=600
work=$(mktemp -d /tmp/docflow-tests.XXXXXX)
chmod 755 "$work"
artifacts=$PWD/artifacts
mkdir -p "$artifacts"

packages=(postgresql rabbitmq-server chromium qpdf poppler-utils mupdf-tools libnss3-tools libxml2-utils openssl curl
  softhsm2 opensc libengine-pkcs11-openssl time faketime prometheus
  nginx-light python3-yaml systemd)
missing=$(for package in "${packages[@]}"; do dpkg -s "$package" > /dev/null 2>&1 || echo "$package"; done)
if [ -n "$missing" ]; then
  echo "Installing:" $missing
  as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
  as_root apt-get -o DPkg::Lock::Timeout=900 -qq update > "$work/apt.log" 2>&1
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=900 -qq install -y --no-install-recommends $missing >> "$work/apt.log" 2>&1 \
    || { tail -20 "$work/apt.log"; echo "0 passed, 1 failed"; exit 1; }
fi

free_port() { # RANGE: the broker's companions sit beside it (management + 1, epmd + 1000, distribution + 2000), so nobody else is in its range
  for port in $(shuf -i "$1" -n 50); do
    (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo "$port"; return; }
  done
}
postgres_port=$(free_port 20000-20999) rabbit_port=$(free_port 21000-27000)
stop() {
  tests/servers/postgres.sh stop "$work/postgres" "$postgres_port" > /dev/null 2>&1
  tests/servers/rabbit.sh stop "$work/rabbit" "$rabbit_port" > /dev/null 2>&1
  rm -rf "$work"
}
trap stop EXIT
tests/servers/postgres.sh start "$work/postgres" "$postgres_port" || { echo "PostgreSQL did not start"; echo "0 passed, 1 failed"; exit 1; }
tests/servers/rabbit.sh start "$work/rabbit" "$rabbit_port" || { echo "RabbitMQ did not start"; echo "0 passed, 1 failed"; exit 1; }
export DOCFLOW_TEST_POSTGRES="Host=127.0.0.1;Port=$postgres_port;Username=docflow"
export DOCFLOW_TEST_RABBIT="amqp://guest:guest@127.0.0.1:$rabbit_port"
export DOCFLOW_TEST_RABBIT_API="http://127.0.0.1:$((rabbit_port + 1))"
export DOCFLOW_ARTIFACTS=$artifacts

echo "Building"
dotnet build DocFlow.sln -c Release -nologo -v q || { echo "0 passed, 1 failed"; exit 1; }

passed=0 failed=0 skipped=0
count() { grep -oE "$1: +[0-9]+" <<< "$2" | tail -1 | grep -oE '[0-9]+' || echo 0; }
run() { # PROJECT "what it runs on" [VARIABLE=VALUE]: one line a project and engine at the end says how many passed there
  local project=$1 on=$2 log="$work/$1.$((++runs)).log" status summary p f s
  echo "== $project: $on"
  env ${3:+"$3"} dotnet test "tests/$project" -c Release --no-build -nologo 2>&1 | tee "$log" \
    | grep -vE '^\s*$|^Test run for|^A total of|^\s+Skipped '
  status=${PIPESTATUS[0]}
  summary=$(grep -E '^(Passed|Failed|Skipped)! +-' "$log" | tail -1)
  p=$(count Passed "$summary") f=$(count Failed "$summary") s=$(count Skipped "$summary")
  if [ "$status" != 0 ] && [ "$f" = 0 ]; then f=1; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  table+=$(printf '%-22s %-42s %5d passed %3d failed %4d skipped' "$project" "$on" "$p" "$f" "$s")$'\n'
}
runs=0 table=""
run DocFlow.SigningTests "no engine"
run DocFlow.Tests "SQLite + bus in memory"
run DocFlow.EngineTests "PostgreSQL + RabbitMQ"
if [ -n "${DOCFLOW_TEST_SQLSERVER:-}" ]; then
  run DocFlow.EngineTests "SQL Server + RabbitMQ" DOCFLOW_TEST_ENGINE=sqlserver
else
  run DocFlow.EngineTests "SQL Server: DOCFLOW_TEST_SQLSERVER is not set" DOCFLOW_TEST_ENGINE=sqlserver
fi
run DocFlow.JourneyTests "whole installations"
printf '%s' "$table"
[ "$skipped" = 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
