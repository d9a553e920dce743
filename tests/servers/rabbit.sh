#!/usr/bin/env bash
# rabbit.sh start|stop DIR PORT: a private RabbitMQ broker on loopback with its management API on PORT+1, as any user, without systemd
set -euo pipefail
act=$1 dir=$2 port=$3
export HOME=$dir                                   # the Erlang cookie goes here
export ERL_EPMD_PORT=$((port + 1000)) ERL_EPMD_ADDRESS=127.0.0.1
export RABBITMQ_NODENAME=docflow$port@localhost
export RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT=$port RABBITMQ_DIST_PORT=$((port + 2000))
export RABBITMQ_MNESIA_BASE=$dir/mnesia RABBITMQ_LOG_BASE=$dir/log RABBITMQ_LOGS=$dir/log/rabbit.log
export RABBITMQ_CONF_ENV_FILE=$dir/env.conf RABBITMQ_CONFIG_FILE=$dir/rabbitmq RABBITMQ_ADVANCED_CONFIG_FILE=$dir/none.config
export RABBITMQ_ENABLED_PLUGINS_FILE=$dir/enabled_plugins RABBITMQ_PID_FILE=$dir/pid
# an idle scheduler sleeps: spinning for work takes the core from those who have some
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none"
case $act in
start)
  mkdir -p "$dir/log"
  : > "$dir/env.conf"
  echo '[rabbitmq_management].' > "$dir/enabled_plugins"
  cat > "$dir/rabbitmq.conf" <<CONF
loopback_users.guest = true
disk_free_limit.absolute = 200MB
vm_memory_high_watermark.absolute = 1GB
management.tcp.ip = 127.0.0.1
management.tcp.port = $((port + 1))
CONF
  setsid nohup /usr/lib/rabbitmq/bin/rabbitmq-server > "$dir/log/out" 2>&1 < /dev/null &
  pid=$!
  echo $pid > "$dir/server.pid"
  for _ in $(seq 1200); do
    kill -0 $pid 2>/dev/null || { echo "RabbitMQ died:"; tail -20 "$dir/log/out"; exit 1; }
    if curl -sf -u guest:guest "http://127.0.0.1:$((port + 1))/api/overview" > /dev/null; then exit 0; fi
    sleep 0.1
  done
  echo "RabbitMQ was not ready in 2 min"
  exit 1 ;;
stop)
  pid=$(cat "$dir/server.pid")
  kill -TERM "$pid" 2>/dev/null || true
  for _ in $(seq 150); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null || true
  epmd -kill > /dev/null 2>&1 || true ;;           # our own epmd only: its port is ERL_EPMD_PORT
esac
