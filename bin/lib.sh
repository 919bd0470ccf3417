# What the commands beside this file share; expects $root. Not to be run.

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
    echo "Building: the sources are newer than the build."
    # The stamp is as old as the beginning of the build: what changes meanwhile is built next time.
    local begun
    begun=$(mktemp)
    (cd "$root" && mvn -B -DskipTests package)
    mv "$begun" "$root/standalone/target/built"
  fi
}

run_java() {
  if [ ! -d "$root/standalone/target/lib" ]; then
    echo "Nothing is built yet: run bin/flightwatch without --no-build, or mvn -DskipTests package." >&2
    exit 1
  fi
  # Unquoted on purpose: JAVA_OPTS holds several options.
  # shellcheck disable=SC2086
  exec "$(java_command)" -Xmx1g ${JAVA_OPTS:-} -Dlogback.configurationFile="$root/conf/logback.xml" \
    -cp "$root/standalone/target/lib/*" "$@"
}
