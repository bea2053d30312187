# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# Sourced by the launchers in tools/bin, which set fl_home (this directory's grandparent, absolute) and fl_name (the name
# the process shall bear). Plain POSIX sh, and sparing with forks: `fairlead -cc` must answer in a fraction of a second.
# All names begin with fl_, so that no variable of the user's environment is changed on its way to the daemon.
#
# What is run lives in <run>/<generation>/: lib/*.jar, the AOT caches, and links `haproxy` and `fairlead` to the JDK's java,
# because the name of the started file is what ps, pidof, pgrep and killall see. <run>/current names the generation in use;
# a rebuild makes a new one and leaves the old to the daemons that run from it.

. "$fl_home/tools/lib/jdk.sh"

fl_run=$fl_home/engine/target/launch
fl_nl='
'

# Reads which generation is current: fl_gen its directory (empty if none), fl_gen_jdk and fl_gen_build its JDK.
fl_generation()
{
    fl_gen=
    fl_gen_jdk=
    fl_gen_build=
    [ -r "$fl_run/current" ] || return 1
    read -r fl_gen < "$fl_run/current"
    fl_gen=$fl_run/$fl_gen
    if [ ! -r "$fl_gen/jdk" ]
    then
        fl_gen=
        return 1
    fi
    {
        IFS= read -r fl_gen_jdk
        IFS= read -r fl_gen_build
    } < "$fl_gen/jdk"
}

# True if something the jars are made from changed after the current generation was built.
fl_stale()
{
    [ -n "$(find "$fl_home/pom.xml" "$fl_home/engine/pom.xml" "$fl_home/tools/pom.xml" "$fl_home/tools/jvm.options" \
        "$fl_home/tools/lib" "$fl_home/engine/src/main" "$fl_home/tools/src/main" \
        -newer "$fl_gen/stamp" -print -quit 2> /dev/null)" ]
}

# Finds the JDK and a current build, building if need be.
fl_ready()
{
    fl_generation
    if ! fl_jdk_find "$fl_gen_jdk"
    then
        fl_jdk_missing "$fl_name"
        exit 1
    fi
    [ never != "$FAIRLEAD_BUILD" ] || [ -z "$fl_gen" ] || return 0
    if [ packaged != "$FAIRLEAD_BUILD" ] && [ -n "$fl_gen" ] && ! fl_stale
    then
        # The same JDK as before, but upgraded in its place: the AOT caches are of no use to it.
        [ "$fl_jdk" = "$fl_gen_jdk" ] && [ "$fl_jdk_build" != "$fl_gen_build" ] || return 0
    fi
    if ! sh "$fl_home/tools/lib/build.sh" "$fl_home" "$fl_jdk" "$fl_name" >&2 < /dev/null
    then
        [ -n "$fl_gen" ] || exit 1
        echo "$fl_name: running the previous build" >&2
        return 0
    fi
    fl_generation
}

# Collects into fl_flags, one a line, the flags of jvm.options for kind $1 (serve or short) and of the environment.
fl_flags_for()
{
    fl_flags=
    while read -r fl_when fl_flag
    do
        case $fl_when in
            always: | "$1":) fl_flags=$fl_flags$fl_nl$fl_flag ;;
        esac
    done < "$fl_home/tools/jvm.options"
    # A cache is bound to the JDK it was made with; with any other one the JVM would look at it in vain.
    if [ "$fl_jdk" = "$fl_gen_jdk" ] && [ -f "$fl_gen/$1.aot" ]
    then
        fl_flags=$fl_flags$fl_nl-XX:AOTCache=$fl_gen/$1.aot
    fi
    set -f
    for fl_flag in $FAIRLEAD_JAVA_OPTS
    do
        fl_flags=$fl_flags$fl_nl$fl_flag
    done
    set +f
}

# The jars of the current generation into fl_class_path.
fl_class_path_of()
{
    fl_class_path=
    for fl_jar in "$fl_gen"/lib/*.jar
    do
        fl_class_path=$fl_class_path${fl_class_path:+:}$fl_jar
    done
}

# Becomes a JVM of kind $1 running class $2 with the arguments that follow.
fl_exec()
{
    fl_flags_for "$1"
    fl_main=$2
    shift 2
    fl_class_path_of
    fl_java=$fl_jdk/bin/java
    [ "$fl_jdk" != "$fl_gen_jdk" ] || [ ! -x "$fl_gen/$fl_name" ] || fl_java=$fl_gen/$fl_name
    set -f
    IFS=$fl_nl
    exec "$fl_java" $fl_flags "-Dfairlead.launcher=$0" -cp "$fl_class_path" "$fl_main" "$@"
}
