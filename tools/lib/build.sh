#!/bin/sh
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# Makes what the launchers run: build.sh HOME JDK NAME. Several starts at once make it once: the others wait and find it
# done. Environment: FAIRLEAD_BUILD=packaged takes the jars as they are, for Maven is running and has just made them
# (profile `launch`); FAIRLEAD_TRAIN=no leaves out the start-up caches.

fl_home=$1
jdk=$2
fl_name=$3
packaged=
[ packaged != "$FAIRLEAD_BUILD" ] || packaged=yes
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
exec 9> "$fl_run/lock"
if command -v flock > /dev/null
then
    if ! flock -n 9
    then
        echo "$fl_name: another start is building, waiting for it" >&2
        flock 9
    fi
    fl_jdk=
    fl_jdk_try "$jdk"
    if [ -z "$packaged" ] && fl_generation && ! fl_stale && [ "$fl_jdk_build" = "$fl_gen_build" ]
    then
        exit 0
    fi
fi
fl_jdk_version "$jdk" || fail "$jdk is no JDK"

new=$(date +%Y%m%d-%H%M%S)-$$
gen=$fl_run/$new
old_gen=$fl_gen
done=
mkdir "$gen" "$gen/lib" || fail "cannot write $gen"
trap '[ -n "$done" ] || rm -rf "$gen"' EXIT
trap 'exit 1' INT TERM HUP
: > "$gen/stamp"
printf '%s\n%s\n' "$jdk" "$fl_build" > "$gen/jdk"

if [ -z "$packaged" ]
then
    command -v mvn > /dev/null ||
        fail "not built yet, and Maven (mvn) is not in PATH; install it, for example apt-get install maven"
    # Maven itself runs on the Java it finds; if it would find none, on this one.
    if [ -n "$JAVA_HOME" ] && [ ! -x "$JAVA_HOME/bin/java" ] || { [ -z "$JAVA_HOME" ] && ! command -v java > /dev/null; }
    then
        JAVA_HOME=$jdk
        export JAVA_HOME
    fi
    # For the code it looks for a JDK 25 in the usual places; tell it of the one found, which may be anywhere.
    cat > "$gen/toolchains.xml" << END
<toolchains>
  <toolchain>
    <type>jdk</type>
    <provides><version>$fl_feature</version></provides>
    <configuration><jdkHome>$jdk</jdkHome></configuration>
  </toolchain>
</toolchains>
END
    echo "$fl_name: building, as this is the first start or the sources changed ..." >&2
    (
        cd "$fl_home" && mvn -q -B -Dstyle.color=never -t "$gen/toolchains.xml" -pl engine,tools -am \
            -Dmaven.test.skip=true package
    ) 9>&- || fail "the build failed; see the messages above"
fi

version=
for properties in engine tools
do
    version=$(sed -n 's/^version=//p' "$fl_home/$properties/target/maven-archiver/pom.properties") || fail "no jar of $properties"
    cp -p "$fl_home/$properties/target/fairlead-$properties-$version.jar" "$gen/lib/" || fail "cannot copy to $gen/lib"
done
cp -p "$fl_home"/engine/target/lib/*.jar "$fl_home"/tools/target/lib/*.jar "$gen/lib/" || fail "cannot copy to $gen/lib"
for name in haproxy fairlead fairctl
do
    ln -s "$jdk/bin/java" "$gen/$name" || fail "cannot write $gen"
done

# Runs a JVM of kind $1 with the flags of jvm.options; the rest are further flags, the class and its arguments.
# Words in $before, one a line, stand before the command.
jvm()
(
    fl_jdk=$jdk
    fl_gen=$gen
    fl_gen_jdk=
    fl_flags_for "$1"
    fl_class_path_of
    shift
    set -f
    IFS=$fl_nl
    exec $before "$gen/fairlead" $fl_flags -cp "$fl_class_path" "$@"
)

# Makes cache $1 from what a JVM of that kind does with the arguments that follow.
train()
(
    kind=$1
    shift
    cache=$gen/$kind.aot
    {
        jvm "$kind" -XX:AOTMode=record "-XX:AOTConfiguration=$cache.config" io.fairlead.engine.process.Main "$@" ||
            echo "$fl_name: the training for '$kind' went wrong, starts may take longer; see $gen/$kind.log" >&3
        before=
        jvm "$kind" -XX:AOTMode=create "-XX:AOTConfiguration=$cache.config" "-XX:AOTCache=$cache" || {
            rm -f "$cache"
            echo "$fl_name: no start-up cache for '$kind', starts will take longer; see $gen/$kind.log" >&3
        }
    } 3>&2 > "$gen/$kind.log" 2>&1 < /dev/null 9>&-
    rm -f "$cache.config"
)

# Start-up caches (JEP 483, 514, 515): classes loaded, linked and profiled by a short life under load, one cache for
# daemons and one for commands. Without them everything works, only the start takes longer.
if [ no != "$FAIRLEAD_TRAIN" ]
then
    sockets=$(mktemp -d "${TMPDIR:-/tmp}/fl.XXXXXX") || fail "cannot write ${TMPDIR:-/tmp}"
    trap 'rm -rf "$sockets"; [ -n "$done" ] || rm -rf "$gen"' EXIT
    config=$fl_home/tools/lib/training.cfg
    before=
    for word in "$jdk/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$gen/lib/fairlead-tools-$version.jar" \
        io.fairlead.tools.TrainingRun "$sockets"
    do
        before=$before$fl_nl$word
    done
    train serve -f "$config"
    before=env
    for word in DIR="$sockets" WWW=1 ONE=2 TWO=3 RAW=4 NOBODY=5 QUIET=6 LOG=7
    do
        before=$before${fl_nl}TRAINING_$word
    done
    train short explain -f "$config" --request "GET /" --response 200
fi

# In use from here on. The previous generation stays for the daemons that run from it, older ones go.
printf '%s\n' "$new" > "$gen/name" && mv "$gen/name" "$fl_run/current" || fail "cannot write $fl_run/current"
done=yes
for old in "$fl_run"/[0-9]*
do
    [ "$old" = "$gen" ] || [ "$old" = "$old_gen" ] || rm -rf "$old"
done
exit 0
