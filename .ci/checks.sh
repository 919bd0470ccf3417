# Functions of checks that print one line each. Sourced by docker/verify and kubernetes/verify.

log=$(mktemp -d)
failed=0

ok() { echo "ok   $*"; }
bad() { echo "FAIL $*"; failed=$((failed + 1)); }
check() { # NAME COMMAND ...: runs the command without output
  local what=$1
  shift
  if "$@" >"$log/step" 2>&1; then ok "$what"; else bad "$what: $(tail -n 1 "$log/step")"; fi
}
fatal() { bad "$*"; exit 1; }

until_true() { # SECONDS COMMAND ...
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.5
  done
}

connects() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; } # PORT
free_port() { # sets free
  local port
  for _ in $(seq 100); do
    port=$((20000 + RANDOM % 10000))
    case " ${taken:=} " in *" $port "*) continue ;; esac
    connects "$port" || { taken+=" $port"; free=$port; return; }
  done
  fatal "no free port found"
}

# Starts the engine for images in a folder with the scripts of a machine without a registry, unless DOCKER_HOST names one.
engine_started=
start_engine() { # DIR
  export ENGINE_DIR=${ENGINE_DIR:-/tmp/flightwatch-engine}
  export DOCKER_CONFIG=${DOCKER_CONFIG:-$ENGINE_DIR/cfg}
  if [ -z "${DOCKER_HOST:-}" ]; then
    export DOCKER_HOST=unix://$ENGINE_DIR/docker.sock
    docker version >/dev/null 2>&1 || engine_started=$1
    "$1/engine.sh" up >"$log/lab" 2>&1 || fatal "the lab's engine: $(tail -n 1 "$log/lab")"
  fi
  docker compose version >/dev/null 2>&1 || "$1/compose2.sh" "$DOCKER_CONFIG" >"$log/lab" 2>&1
}
stop_engine() { [ -z "$engine_started" ] || "$engine_started/engine.sh" down >/dev/null 2>&1; }

# Reports the requests that .ci/requests sent while something happened.
none_failed() { # NAME FILE: no request failed
  local failures
  failures=$(grep -cv '^sent ' "$2")
  if [ "$failures" = 0 ] && all_sent "$2"; then
    ok "$1: none of $(sent "$2") requests failed"
  else
    bad "$1: $failures of $(sent "$2") requests failed: $(failures "$2")"
  fi
}
none_failed_after() { # NAME FILE EPOCH SECONDS: no request failed later than SECONDS after EPOCH
  local late last
  late=$(awk -v end="$3" -v seconds="$4" '!/^sent / && $1 > end + seconds' "$2" | wc -l)
  last=$(awk -v end="$3" '!/^sent / { last = $1 - end } END { printf "%.1f", last }' "$2")
  if [ "$late" = 0 ] && all_sent "$2"; then
    ok "$1: $(grep -cv '^sent ' "$2") of $(sent "$2") requests failed, the last after $last s"
  else
    bad "$1: $late of $(sent "$2") requests failed later than $4 s, the last after $last s: $(failures "$2")"
  fi
}
sent() { awk '/^sent / { sum += $2 } END { print sum + 0 }' "$1"; }
all_sent() { [ "$(grep -c '^sent [1-9]' "$1")" = 8 ]; }
failures() { grep -v '^sent ' "$1" | cut -d' ' -f2- | sort | uniq -c | sort -rn | head -n 4 | tr -s ' \n' ' '; }
