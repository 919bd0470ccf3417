# Functions shared by the commands in this directory and bench/run, which set $root. Not a command.

java_command() {
  if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME/bin/java"; else echo java; fi
}

is_stale() {
  local stamp=$root/standalone/target/built
  [ ! -e "$stamp" ] || [ -n "$(find "$root" -path "$root/.git" -prune -o -name target -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml -o -path "$root/conf/*" \) -type f \
    -newer "$stamp" -print -quit)" ]
}

build_when_stale() {
  if is_stale; then
    echo "Building, because the sources have changed since the last build."
    # The stamp has the time at which the build started, so that changes during the build cause another one.
    local started
    started=$(mktemp)
    (cd "$root" && mvn -B -DskipTests package)
    mv "$started" "$root/standalone/target/built"
  fi
}

run_java() {
  if [ ! -d "$root/standalone/target/lib" ]; then
    echo "Flightwatch is not built: run bin/flightwatch without --no-build, or mvn -DskipTests package." >&2
    exit 1
  fi
  # Bash knows the host name on every system; it is a label of metrics where the kernel shows no name in a file.
  export HOSTNAME
  # Not quoted, because JAVA_OPTS contains several options.
  # shellcheck disable=SC2086
  exec "$(java_command)" -Xmx1g ${JAVA_OPTS:-} -Dlogback.configurationFile="$root/conf/logback.xml" \
    -cp "$root/standalone/target/lib/*" "$@"
}
