#!/usr/bin/env bash
# postgres.sh start|stop DIR PORT [fsync]: a private PostgreSQL cluster on loopback; as root it drops to user postgres
# without fsync (fixtures) a crash of the machine may lose it; with it (load, breaker) a commit is on the disk
set -euo pipefail
act=$1 dir=$2 port=$3 fsync=$([ "${4:-}" = fsync ] && echo on || echo off)
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case $act in
start)
  if [ ! -f "$dir/data/PG_VERSION" ]; then
    mkdir -p "$dir"
    if [ "$(id -u)" = 0 ]; then chown postgres: "$dir"; fi
    as_owner "$bin/initdb" -D "$dir/data" -U docflow --auth=trust --encoding=UTF8 --locale=C.UTF-8 > "$dir/initdb.log"
  fi
  options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c max_connections=200 -c fsync=$fsync"
  # as deploy/compose sets it
  [ "$fsync" = off ] || options+=" -c shared_buffers=512MB -c wal_compression=lz4 -c update_process_title=off"
  as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 120 -o "$options" start > /dev/null
  "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" ;;
stop)
  as_owner "$bin/pg_ctl" -D "$dir/data" -m fast -w -t 30 stop > /dev/null ;;
esac
