#!/bin/sh
# Installs the Kotlin compiler from Maven Central below /opt/kotlin, in the layout of JetBrains' own releases, and links
# kotlinc into /usr/local/bin. Needs curl and, to run, a Java (openjdk-17-jre-headless). As root:
#   sh code-sandbox/docker/kotlin.sh [FOLDER]
set -eu
home=${1:-/opt/kotlin}
central=https://repo1.maven.org/maven2
mkdir -p "$home/lib" "$home/bin"

get() { # NAME GROUP ARTIFACT VERSION SHA256
  curl -sSf -o "$home/lib/$1.part" "$central/$2/$3/$4/$3-$4.jar"
  echo "$5  $home/lib/$1.part" | sha256sum -c --quiet -
  mv "$home/lib/$1.part" "$home/lib/$1.jar"
}
get kotlin-compiler org/jetbrains/kotlin kotlin-compiler-embeddable 2.2.20 1c6c3f810bfe6a41abcbc34b3a2ef639f1e3f4aeed3a953a4b0974eea4f41889
get kotlin-stdlib org/jetbrains/kotlin kotlin-stdlib 2.2.20 8836ccffd3585fadda9901244b20d42901d2f3cd581058d8434e2ffabcf3a3e7
get kotlin-script-runtime org/jetbrains/kotlin kotlin-script-runtime 2.2.20 5c8bd5dd7ae1ea2eeb2778fdbeaa19a562184975f6cab8a0bb6779e4190731ae
get kotlin-reflect org/jetbrains/kotlin kotlin-reflect 1.6.10 3277ac102ae17aad10a55abec75ff5696c8d109790396434b496e75087854203
get kotlin-daemon-client org/jetbrains/kotlin kotlin-daemon-embeddable 2.2.20 7c5c8cd2f8beadd3283239bb9ca219a0cafa1af02682b407b181e1179718f2f7
get kotlinx-coroutines-core-jvm org/jetbrains/kotlinx kotlinx-coroutines-core-jvm 1.8.0 9860906a1937490bf5f3b06d2f0e10ef451e65b95b269f22daf68a3d1f5065c5
get annotations-13.0 org/jetbrains annotations 13.0 ace2a10dc8e2d5fd34925ecac03e4988b2c0f851650c94b8cef49ba1bd111478

cat >"$home/bin/kotlinc" <<'END'
#!/bin/sh
home=$(dirname "$(dirname "$(readlink -f "$0")")")
exec java -Xmx768m -cp "$home/lib/*" org.jetbrains.kotlin.cli.jvm.K2JVMCompiler -no-reflect -no-stdlib \
  -cp "$home/lib/kotlin-stdlib.jar" "$@"
END
chmod 755 "$home/bin/kotlinc"
ln -sf "$home/bin/kotlinc" /usr/local/bin/kotlinc
