# Sourced by mvnw: finds an installed JDK that is new enough, without starting one.
JDK_MIN=25

jdk_major() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release" | head -n 1
}

jdk_find() {
  set +f
  on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) || on_path=
  for d in "${JAVA_HOME:-}" "${on_path%/bin/java}" "${JDK_25:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
      "$HOME"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$d" ] || continue
    v=$(jdk_major "$d")
    if [ "${v:-0}" -ge "$JDK_MIN" ] 2>/dev/null; then
      printf '%s\n' "$d"
      return 0
    fi
  done
  return 1
}

if jdk_home=$(jdk_find); then
  [ "$jdk_home" = "${JAVA_HOME:-}" ] || echo "mvnw: using JDK $(jdk_major "$jdk_home") at $jdk_home" >&2
  JAVA_HOME=$jdk_home
  export JAVA_HOME
  set -f
else
  echo "mvnw: Runtruth needs a JDK $JDK_MIN or newer, and none was found." >&2
  echo "mvnw: Looked at JAVA_HOME, java on PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks and /Library/Java." >&2
  echo "mvnw: Install one (for example Eclipse Temurin $JDK_MIN from adoptium.net, or your system's openjdk-$JDK_MIN package) or set JAVA_HOME." >&2
  exit 1
fi
