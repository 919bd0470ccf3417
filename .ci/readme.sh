# Functions to run the README's examples. Sourced by .ci/smoke, docker/verify and kubernetes/verify, which define ok and bad.

# The status that each command returns, in the order of the README.
README_STATUSES=(201 200 200 200 200 200 200 200 200 200 200 200)

# Prints the commands that begin with "curl -i" in the code blocks between "## Try" and "## Test", one per line. Other
# text, and other commands, are ignored; a backslash at the end continues a command on the next line.
readme_commands() {
  awk '
    /^## Try/ { inside = 1; next }
    /^## Test/ { exit }
    inside && /^ *```/ { code = !code; command = ""; next }
    inside && code {
      line = $0
      sub(/^ +/, "", line)
      if (command == "") sub(/^\$ /, "", line)
      command = command line
      if (sub(/\\$/, "", command)) next
      if (command ~ /^curl -i /) print command
      command = ""
    }' README.md
}

# Runs the commands against the given ports and checks each status. SUFFIX is appended to each Request-ID.
run_readme_commands() { # USER_MANAGER_PORT DATA_COLLECTOR_PORT SUFFIX
  local step=0 line command expected status
  while IFS= read -r line; do
    expected=${README_STATUSES[$step]:-none}
    command=${line/#curl -i/curl -sS -m 15 -i}
    command=${command//localhost:5000/localhost:$1}
    command=${command//localhost:5001/localhost:$2}
    command=$(sed "s/\(Request-ID: *[A-Za-z0-9_-]*\)/\1-$3/" <<<"$command")
    status=$(eval "$command" 2>&1 </dev/null | sed -n '1s|HTTP/1.1 \([0-9]*\).*|\1|p' | tr -d '\r')
    if [ "$status" = "$expected" ]; then ok "$status  $line"; else bad "status ${status:-none} instead of $expected  $line"; fi
    step=$((step + 1))
  done < <(readme_commands)
  [ $step = ${#README_STATUSES[@]} ] ||
    bad "README.md has $step commands that begin with \"curl -i\" between \"## Try\" and \"## Test\" instead of ${#README_STATUSES[@]}"
}
