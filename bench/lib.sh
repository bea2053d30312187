# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# Sourced by the scripts of bench/, which set bench_home (absolute). bench_ready builds what is missing or older than its
# sources and sets bench_java and bench_class_path.

. "$bench_home/tools/lib/jdk.sh"

bench_stale()
{
    [ ! -f "$bench_home/bench/target/ready" ] ||
        [ -n "$(find "$bench_home/pom.xml" "$bench_home/engine/pom.xml" "$bench_home/bench/pom.xml" \
            "$bench_home/engine/src/main" "$bench_home/bench/src/main" \
            -newer "$bench_home/bench/target/ready" -print -quit 2> /dev/null)" ]
}

bench_ready()
{
    if ! fl_jdk_find ""
    then
        fl_jdk_missing "$1"
        exit 1
    fi
    bench_java=$fl_jdk/bin/java
    if bench_stale
    then
        echo "$1: building ..." >&2
        (cd "$bench_home" && mvn -q -B package -DskipTests -Dcheckstyle.skip -Dmaven.javadoc.skip -pl engine,bench) >&2 ||
            exit 1
        touch "$bench_home/bench/target/ready"
    fi
    bench_class_path="$bench_home/bench/target/classes:$bench_home/bench/target/lib/*"
}

# The commit that is measured, marked if the sources differ from it.
bench_commit()
{
    git -C "$bench_home" describe --always --dirty --abbrev=12 2> /dev/null || echo unknown
}
