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
    (cd "$root" && mvn -B -Dmaven.test.skip=true package)
    mv "$started" "$root/standalone/target/built"
  fi
}

# Sets the options for an archive of the classes that a start loads. The first process writes it when it stops; it is
# written again when the jars, the JVM, or what is started is another one. A JVM without an archive of its own classes
# (classes.jsa, which some packages omit) can write none, and does not start when it is asked to.
class_archive() { # MAIN [VERTICLE]
  local java archive
  archive_options=()
  java=$(readlink -f "$(command -v "$(java_command)")") || return 0
  archive=$root/standalone/target/$(printf '%s' "${1##*.}${2:+-}${2:-}" | tr -cd 'A-Za-z-')-$(cksum <<<"$java" | cut -d' ' -f1).jsa
  if [ -r "$archive" ] && [ "$archive" -nt "${java%/bin/java}/lib/modules" ] &&
    [ -z "$(find "$root/standalone/target/lib" -newer "$archive" -print -quit)" ]; then
    archive_options=("-XX:SharedArchiveFile=$archive" "-Xlog:cds*=off")
  elif [ -w "$root/standalone/target" ] && [ -r "${java%/bin/java}/lib/server/classes.jsa" ]; then
    archive_options=(-XX:+RecordDynamicDumpInfo "-Dclass.archive=$archive" "-Xlog:cds*=off")
  fi
}

run_java() {
  if [ ! -d "$root/standalone/target/lib" ]; then
    echo "Flightwatch is not built: run bin/flightwatch without --no-build, or mvn -Dmaven.test.skip=true package." >&2
    exit 1
  fi
  # Bash knows the host name on every system; it is a label of metrics where the kernel shows no name in a file.
  export HOSTNAME
  # Fewer arenas of the C library: each may keep 64 MiB that it no longer uses.
  export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
  class_archive "$@"
  # A start calls methods often enough for C2 that a server does not call again: C2 compiles later, as in the images.
  local late_c2
  late_c2=$(grep '^-XX:Tier4' "$root/docker/java.options")
  # Not quoted, because these contain several options.
  # shellcheck disable=SC2086
  exec "$(java_command)" -Xms32m -Xmx1g -XX:G1PeriodicGCInterval=60000 $late_c2 ${archive_options[@]+"${archive_options[@]}"} ${JAVA_OPTS:-} -Dlogback.configurationFile="$root/conf/logback.xml" \
    -cp "$root/standalone/target/lib/*" "$@"
}
