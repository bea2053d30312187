/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.PrintStream;
import java.util.Collection;

import io.fairlead.engine.config.Version;

/** What {@code -v}, {@code -vv} and a wrong command line print. Scripts read these lines. */
public final class VersionText
{
    private static final String USAGE = """
        Usage : %s [-f <file|directory>]* [ -vdVD ] [ -n <maxconn> ] [ -N <maxconn> ]
                [ -p <pidfile> ] [ -m <megabytes> ] [ -C <directory> ] [-- <file>*]
                -v shows the version ; -vv also what is built in.
                -vq/-vqs/-vqb shows nothing but the version, or its branch.
                -d stays in the foreground and says more ; -db only stays in the foreground.
                -dM[...] is accepted for scripts, without effect.
                -V says more, even with -q.
                -D runs in the background ; -C changes the directory before files are read.
                -W master-worker manners.
                -Ws the same, telling systemd when ready.
                -q says nothing.
                -c checks the configuration and ends.
                -cc evaluates a condition and ends: 0 it holds, 1 it does not, 2 it cannot be read.
                -4 name resolution considers IPv4 answers only.
                -n limits the connections of the process.
                -m limits memory, in megabytes.
                -N default limit of connections of a proxy.
                -L name of this process among peers (host name by default).
                -p file that takes the process id.
                -dC[key][,line] prints the configuration as read.
                -de -dp -dS -dG -dR -dF -dZ -dT turn off epoll, poll, splice, getaddrinfo, SO_REUSEPORT,
                    fast forwarding, zero copy, kernel TLS, as far as they are used.
                -dL prints the loaded libraries after checks.
                -dc prints the processors in use.
                -dK{class[,...]} prints the known keywords ('help' lists the classes).
                -dr ignores server names that cannot be resolved.
                -dV does not verify certificates of servers.
                -dW ends when anything is warned about.
                -dD warns about suspicious statements.
                -dI allows the process to start others.
                -sf/-st [pid ]* lets old processes finish/end once this one is ready.
                -x <socket> takes the listening sockets over from a running process.
                -S <address>[,<option>...] command socket of the master.
                explain --help, test --help tell of the commands that show and test what a configuration does.

        """;

    private VersionText()
    {
    }

    /** The text of {@code -v}. */
    public static void print(final PrintStream out)
    {
        out.print(Version.line() + '\n' +
            "Running on: " + System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ' ' +
            System.getProperty("os.arch") + ", Java " + System.getProperty("java.vm.version") + '\n');
        out.flush();
    }

    /**
     * The text of {@code -vv}.
     *
     * @param out      where it goes.
     * @param services names of the registered services.
     * @param filters  names of the registered filters.
     */
    public static void printBuildOptions(
        final PrintStream out, final Collection<String> services, final Collection<String> filters)
    {
        print(out);
        final StringBuilder text = new StringBuilder()
            .append("Build options :\n  TARGET  = linux-glibc\n\n")
            .append("Feature list : ").append(Version.FEATURES).append("\n\n")
            .append("Default settings :\n  bufsize = 16384, maxrewrite = 1024, maxpollevents = 200\n\n")
            .append("Built with multi-threading support (MAX_TGROUPS=16, MAX_THREADS=1024, default=")
            .append(Runtime.getRuntime().availableProcessors()).append(").\n")
            .append("Built with SSL library version : ").append(Version.TLS_LIBRARY).append('\n')
            .append("Running on SSL library version : ").append(Version.TLS_LIBRARY).append('\n')
            .append("Built with transparent proxy support using: IP_TRANSPARENT IPV6_TRANSPARENT IP_FREEBIND\n\n")
            .append("Available services : ").append(services.isEmpty() ? "none" : String.join(" ", services))
            .append("\n\n")
            .append("Available filters :").append(filters.isEmpty() ? " none" : "").append('\n');
        for (final String filter : filters)
        {
            text.append('\t').append(filter).append('\n');
        }
        out.print(text.append('\n'));
        out.flush();
    }

    static void printUsage(final PrintStream err, final String programName)
    {
        err.print(USAGE.formatted(programName));
        err.flush();
    }
}
