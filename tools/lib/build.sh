#!/bin/sh
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# Builds what the launchers run: build.sh HOME JDK NAME. Several starts at once build once: the others wait and find it done.

fl_home=$1
jdk=$2
fl_name=$3
. "$fl_home/tools/lib/launch.sh"

fail()
{
    echo "$fl_name: $*" >&2
    exit 1
}

if ! mkdir -p "$fl_run" 2>/dev/null || [ ! -w "$fl_run" ]
then
    fail "not built yet, or not from these sources, and $fl_run cannot be written; start it once as a user who may write there"
fi

# One builder at a time. The lock goes with the process that holds it.
exec 9>"$fl_run/lock"
if command -v flock > /dev/null
then
    if ! flock -n 9
    then
        echo "$fl_name: another start is building, waiting for it" >&2
        flock 9
    fi
    fl_jdk_find "$jdk"
    if fl_generation && ! fl_stale && [ "$fl_jdk_build" = "$fl_gen_build" ]
    then
        exit 0
    fi
fi
fl_jdk_version "$jdk" || fail "$jdk is no JDK"

command -v mvn > /dev/null || fail "not built yet, and Maven (mvn) is not in PATH; install it, for example apt-get install maven"
if [ -n "$JAVA_HOME" ] && [ ! -x "$JAVA_HOME/bin/java" ] || { [ -z "$JAVA_HOME" ] && ! command -v java > /dev/null; }
then
    export JAVA_HOME="$jdk"
fi

new=$(date +%Y%m%d-%H%M%S)-$$
gen=$fl_run/$new
mkdir "$gen" "$gen/lib" || fail "cannot write $gen"
trap '[ -n "$done" ] || rm -rf "$gen"' EXIT
trap 'exit 1' INT TERM HUP
: > "$gen/stamp"
printf '%s\n%s\n' "$jdk" "$fl_build" > "$gen/jdk"

# Maven looks for a JDK 25 in the usual places; tell it of the one found, which may be anywhere.
cat > "$gen/toolchains.xml" << END
<toolchains>
  <toolchain>
    <type>jdk</type>
    <provides><version>$fl_feature</version></provides>
    <configuration><jdkHome>$jdk</jdkHome></configuration>
  </toolchain>
</toolchains>
END

echo "$fl_name: building (first start, or the sources changed) ..." >&2
mvn -q -B -f "$fl_home/pom.xml" -t "$gen/toolchains.xml" -pl engine,tools -am -Dmaven.test.skip=true package 9>&- ||
    fail "the build failed; see the messages above"
cp -p "$fl_home"/engine/target/fairlead-engine-*.jar "$fl_home"/tools/target/fairlead-tools-*.jar \
    "$fl_home"/engine/target/lib/*.jar "$gen/lib/" || fail "cannot copy the jars to $gen/lib"
ln -s "$jdk/bin/java" "$gen/haproxy"
ln -s "$jdk/bin/java" "$gen/fairlead"
ln -s "$jdk/bin/java" "$gen/fairctl"

# In use from here on. The previous generation stays for the daemons that run from it, older ones go.
printf '%s\n' "$new" > "$gen/name" && mv "$gen/name" "$fl_run/current" || fail "cannot write $fl_run/current"
done=yes
for old in "$fl_run"/[0-9]*
do
    [ "$old" = "$gen" ] || [ "$old" = "$fl_gen" ] || rm -rf "$old"
done
exit 0
