# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# Finding a JDK. Sourced by the launchers; plain POSIX sh. All names begin with fl_: a launcher must not change a
# variable that the user's environment already has, because a configuration file may read it.

# Version of the JDK in directory $1: its feature number (25) into fl_feature, its full name into fl_build.
# Reads the file `release` instead of running java. Status 1 if that is no JDK.
fl_jdk_version()
{
    fl_feature=0
    fl_build=
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r fl_line || [ -n "$fl_line" ]
    do
        case $fl_line in
            IMPLEMENTOR_VERSION=* | JAVA_RUNTIME_VERSION=*)
                fl_build=$fl_build${fl_line#*=}
                ;;
            JAVA_VERSION=*)
                fl_line=${fl_line#JAVA_VERSION=}
                fl_build=$fl_build$fl_line
                fl_line=${fl_line#\"}
                fl_line=${fl_line%%[!0-9]*}
                fl_feature=${fl_line:-0}
                ;;
        esac
    done < "$1/release"
    [ 0 -ne "$fl_feature" ]
}

# Takes directory $1 if it holds a JDK of version 25 or later, lower than the one taken so far.
fl_jdk_try()
{
    fl_jdk_version "$1" || return 1
    case ", $fl_seen, " in
        *", $1 ("*) ;;
        *) fl_seen="${fl_seen:+$fl_seen, }$1 ($fl_feature)" ;;
    esac
    [ "$fl_feature" -ge 25 ] || return 1
    [ -z "$fl_jdk" ] || [ "$fl_feature" -lt "$fl_jdk_feature" ] || return 1
    fl_jdk=$1
    fl_jdk_feature=$fl_feature
    fl_jdk_build=$fl_build
}

# Sets fl_jdk to the home of a JDK of version 25 or later; status 1 if there is none. $1: the one used last time, or empty.
# What the user names comes first; among the usual places the lowest version that will do, being nearest to the tested one.
fl_jdk_find()
{
    fl_jdk=
    fl_seen=
    if [ -n "$FAIRLEAD_JAVA_HOME" ]
    then
        fl_jdk_try "$FAIRLEAD_JAVA_HOME" && return 0
        echo "$fl_name: FAIRLEAD_JAVA_HOME=$FAIRLEAD_JAVA_HOME is no JDK 25 or later, looking for another" >&2
    fi
    if [ -n "$JAVA_HOME" ]
    then
        fl_jdk_try "$JAVA_HOME" && return 0
    fi
    if [ -n "$1" ]
    then
        fl_jdk_try "$1" && return 0
    fi
    fl_java=$(command -v java) && fl_java=$(readlink -f "$fl_java") && fl_jdk_try "${fl_java%/bin/java}" && return 0
    for fl_place in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/* /opt/*/* /usr/local/* /usr/local/lib/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
        "$HOME"/.local/share/mise/installs/java/* "$HOME"/.jabba/jdk/* "$HOME"/.gradle/jdks/*
    do
        [ -h "$fl_place" ] || fl_jdk_try "$fl_place"
    done
    [ -n "$fl_jdk" ]
}

# One sentence for a machine without such a JDK.
fl_jdk_missing()
{
    echo "$1: no JDK 25 or later found; looked at FAIRLEAD_JAVA_HOME (${FAIRLEAD_JAVA_HOME:-unset})," \
        "JAVA_HOME (${JAVA_HOME:-unset}), java in PATH, and in /usr/lib/jvm, /usr/lib64/jvm, /usr/java, /opt," \
        "/usr/local, ~/.sdkman, ~/.jdks, ~/.asdf, ~/.local/share/mise, ~/.jabba and ~/.gradle/jdks;" \
        "found there: ${fl_seen:-no JDK at all}. Install one, or set FAIRLEAD_JAVA_HOME to its home." >&2
}
