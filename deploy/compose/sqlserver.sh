#!/bin/bash
# Inside SQL Server's container: starts the server with its password from a secret, and makes the database once.
set -u
export SQLCMDPASSWORD
SQLCMDPASSWORD=$(< /run/secrets/database-password)
ask() { /opt/mssql-tools18/bin/sqlcmd -C -b -S 127.0.0.1 -U sa -h -1 -Q "$1"; }

if [ "${1:-}" = healthy ]; then
  ask "set nocount on; use docflow; select 1" > /dev/null
  exit
fi

make() {
  until ask "select 1" > /dev/null 2>&1; do sleep 2; done
  ask "if db_id('docflow') is null create database docflow"
  ask "alter database docflow set allow_snapshot_isolation on"
  ask "alter database docflow set read_committed_snapshot on with rollback immediate"
}
make &
export MSSQL_SA_PASSWORD=$SQLCMDPASSWORD
exec /opt/mssql/bin/sqlservr
