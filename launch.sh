# What the commands of this project have in common: they are built before they run, and need a java.
# Each sources this, and sets before: command (its name, as users type it) and here (its module's folder);
# modules (what is to be built, a list with commas), jar (what comes out of it), and sources (which folder
# of each of these modules must not be newer).

root=$(dirname "$here")
stamp=$here/target/${command##*/}.built

fail() {
  echo "$command: $1" >&2
  exit 2
}

stale() {
  local module all=("$root/pom.xml")
  for module in ${modules//,/ }; do
    all+=("$root/$module/$sources" "$root/$module/pom.xml")
  done
  [ ! -f "$jar" ] || [ ! -d "$here/target/lib" ] || [ ! -f "$stamp" ] \
    || [ -n "$(find "${all[@]}" -newer "$stamp" -print -quit)" ]
}

build() {
  local begun log=$here/target/${command##*/}.log
  command -v mvn > /dev/null || fail "Maven (mvn) is needed to build this, and is not on the PATH"
  echo "$command: building (the first time with downloads, then only when the sources are newer) ..." >&2
  mkdir -p "$here/target" && begun=$(mktemp "$here/target/begun.XXXXXX") || exit 2
  if ! mvn -q -B -Dstyle.color=never -f "$root/pom.xml" -pl "$modules" package -DskipTests -Dspotless.check.skip > "$log" 2>&1; then
    cat "$log" >&2
    rm -f "$begun"
    fail "the build failed; the lines above are Maven's"
  fi
  mv -f "$begun" "$stamp"
}

if stale; then
  # Two that start at once must not build into the same folder.
  if command -v flock > /dev/null; then
    exec 9< "$here/pom.xml" && flock 9
    if stale; then build; fi
    exec 9<&-
  else
    build
  fi
fi

java=java
[ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ] && java=$JAVA_HOME/bin/java
command -v "$java" > /dev/null || fail "no java, neither in JAVA_HOME nor on the PATH"
