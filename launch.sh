# What the commands of this project have in common: they are built before they run, and need a java.
# Each sources this, and sets before: command (its name, as users type it), module (the folder of the Maven
# module that it is), modules (what is to be built, a list with commas), and sources (which folder of each
# of these modules must not be newer than what was built).
# Sets here (the command's own folder), root, target (the module's output folder), jar and java.
# Plain POSIX sh.

here=$(cd -P "$(dirname "$(readlink -f "$0")")" && pwd) || exit 2
root=$(dirname "$here")
target=$root/$module/target
jar=$target/rmmodel-$module.jar
stamp=$target/${command##*/}.built

fail() {
  echo "$command: $1" >&2
  exit 2
}

stale() {
  [ -f "$jar" ] && [ -d "$target/lib" ] && [ -f "$stamp" ] || return 0
  set -- "$root/pom.xml"
  for each in $(echo "$modules" | tr , ' '); do
    set -- "$@" "$root/$each/$sources" "$root/$each/pom.xml"
  done
  [ -n "$(find "$@" -newer "$stamp" -print | head -n 1)" ]
}

# Shows for how long Maven has worked, in one line, until it has ended. On a terminal only.
wait_for() {
  seconds=0
  while [ -t 2 ] && kill -0 "$1" 2> /dev/null; do
    printf '\r%s: building, %d s (the first time with downloads) ' "$command" "$seconds" >&2
    sleep 1
    seconds=$((seconds + 1))
  done
  [ "$seconds" -eq 0 ] || printf '\r\033[K' >&2
  wait "$1"
}

build() {
  command -v mvn > /dev/null || fail "Maven (mvn) is needed to build this, and is not on the PATH"
  [ -t 2 ] || echo "$command: building (the first time with downloads) ..." >&2
  mkdir -p "$target" && begun=$(mktemp "$target/begun.XXXXXX") || exit 2
  log=$target/${command##*/}.log
  mvn -q -B -Dstyle.color=never -f "$root/pom.xml" -pl "$modules" package -DskipTests -Dspotless.check.skip \
    > "$log" 2>&1 < /dev/null &
  maven=$!
  trap 'kill "$maven" 2> /dev/null; rm -f "$begun"; exit 2' HUP INT TERM
  if ! wait_for "$maven"; then
    rm -f "$begun"
    why="the build failed"
    if grep -q -e 'Could not transfer' -e 'Could not resolve' -e 'Cannot access' -e 'Unknown host' \
      -e 'could not be resolved' "$log"; then
      why="the build failed, as Maven could not download what it needs (is this machine online?)"
    fi
    echo "$command: $why; Maven says, in $log:" >&2
    sed -n -e '/^\[ERROR\] *$/d' -e '/\[Help 1\]/d' -e '/[Rr]e-run Maven/d' -e '/For more information/d' \
      -e '/mvn <args>/d' -e '/After correcting/d' -e '/^\[ERROR\]/p' "$log" \
      | cut -c 1-300 | awk '!said[$0]++' | head -n 20 >&2
    exit 2
  fi
  trap - HUP INT TERM
  mv -f "$begun" "$stamp"
}

if stale; then
  # Two that start at once must not build into the same folder.
  if command -v flock > /dev/null; then
    exec 9< "$root/$module/pom.xml" && flock 9
    if stale; then build; fi
    exec 9<&-
  else
    build
  fi
fi

java=java
[ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ] && java=$JAVA_HOME/bin/java
where=$(command -v "$java") || fail "no java, neither in JAVA_HOME nor on the PATH"
# A JDK says in a file which one it is; an older one would show a stack trace.
version=$(sed -n 's/^JAVA_VERSION="\(.*\)".*/\1/p' \
  "$(dirname "$(readlink -f "$where")")/../release" 2> /dev/null)
case ${version%%[!0-9]*} in
  [1-9] | 1[0-6]) fail "Java 17 or newer is needed, and $where is $version" ;;
esac

# In a locale of bytes Java would not find files whose names are not ASCII.
case $(locale charmap 2> /dev/null) in
  UTF-8) ;;
  *) LC_ALL=C.UTF-8 && export LC_ALL ;;
esac
