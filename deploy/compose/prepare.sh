#!/bin/sh
# Makes the secrets of an installation in ./secrets, once: nothing that is there is written over.
#   ./prepare.sh [postgresql|sqlserver]
# compose mounts them under /run/secrets.
set -eu
engine=${1:-postgresql}
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
random() { head -c 24 /dev/urandom | base64 | tr -d '/+=\n'; }
once() { [ -e "secrets/$1" ] || cat > "secrets/$1"; }

random | sed 's/$/aA1/' | once database-password
random | once bus-password
random | once metrics-token
random | once backup-passphrase
database=$(cat secrets/database-password) bus=$(cat secrets/bus-password)
case $engine in
postgresql) echo "Host=postgresql;Database=docflow;Username=docflow;Password=$database" ;;
sqlserver) echo "Server=sqlserver;Database=docflow;User Id=sa;Password=$database;TrustServerCertificate=true;Max Pool Size=40" ;;
*) echo "prepare.sh: postgresql or sqlserver" >&2; exit 64 ;;
esac | once database-connection
echo "amqp://docflow:$bus@rabbitmq:5672/docflow" | once bus-address
sed "s/@PASSWORD@/$bus/" ../rabbitmq/definitions.json | once bus-definitions.json
# nobody else may enter the folder; inside a container each file, the certificate's too, is read by the container's own user
chmod 0444 secrets/*
chmod 0700 secrets
[ -e secrets/tls.crt ] && [ -e secrets/tls.key ] || echo "Put the certificate and its key into $(pwd)/secrets as tls.crt and tls.key, and run this again."
