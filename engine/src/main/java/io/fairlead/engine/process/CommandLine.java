/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.Version;

/**
 * The command line, HAProxy's: what was asked for, immutable once parsed. Anything HAProxy takes for its debug mode by
 * beginning with {@code -d} is taken so here.
 * Source: management.txt 3 "Starting HAProxy".
 */
public final class CommandLine
{
    /** {@link #exitCode()} of a command line that goes on. */
    public static final int CONTINUE = -1;

    /** What the process is to do. */
    public enum Task
    {
        /** Carry traffic. */
        RUN,
        /** {@code -c}: check the configuration. */
        CHECK,
        /** {@code -cc}: evaluate a condition. */
        CONDITION,
        /** {@code -vv}: say what is built in. */
        BUILD_OPTIONS
    }

    private static final String POOL_FEATURES =
        " fail no-fail no-merge merge cold-first hot-first integrity no-integrity no-global global no-cache cache " +
        "caller no-caller tag no-tag poison no-poison uaf no-uaf backup no-backup ";

    private final Messages messages;
    private final PrintStream out;
    private final PrintStream err;
    private final String programName;
    private final List<String> files = new ArrayList<>();
    private final List<String> masterSockets = new ArrayList<>();
    private final List<Long> oldPids = new ArrayList<>();
    private Task task = Task.RUN;
    private int exitCode = CONTINUE;
    private String condition;
    private String directory;
    private String localPeer;
    private String pidFile;
    private String oldSocket;
    private String keywordDump;
    private String configurationDump;
    private boolean isTerminatingOld;
    private boolean isDebug;
    private boolean isForeground;
    private boolean isDaemon;
    private boolean isMasterWorker;
    private boolean isSystemd;
    private boolean isQuiet;
    private boolean isVerbose;
    private boolean isDiagnostic;
    private boolean isZeroWarning;
    private boolean isLenientResolving;
    private boolean isServerVerifyOff;
    private boolean isInsecureFork;
    private boolean isIpv4Only;
    private boolean isLibraryDump;
    private boolean hasEpoll = true;
    private boolean hasPoll = true;
    private boolean hasSplice = true;
    private boolean hasAddressInfo = true;
    private boolean hasReusePort = true;
    private boolean hasFastForward = true;
    private boolean hasZeroCopy = true;
    private boolean hasKernelTls = true;
    private long maxConn;
    private long maxProxyConn;
    private long memoryLimitMb;
    private String[] words;
    private int index;

    private CommandLine(final String programName, final Messages messages, final PrintStream out, final PrintStream err)
    {
        this.programName = programName.substring(programName.lastIndexOf('/') + 1);
        this.messages = messages;
        this.out = out;
        this.err = err;
    }

    /**
     * Parse the words behind the program's name.
     *
     * @param words       as given by the shell.
     * @param programName shown in the usage text, without its directory.
     * @param messages    takes complaints.
     * @param out         takes versions.
     * @param err         takes the usage text.
     * @return what was asked for; if {@link #exitCode()} is not {@link #CONTINUE}, everything is said and the process
     *                ends.
     */
    public static CommandLine parse(
        final String[] words,
        final String programName,
        final Messages messages,
        final PrintStream out,
        final PrintStream err)
    {
        final CommandLine line = new CommandLine(programName, messages, out, err);
        line.words = words.clone();
        line.parse();
        return line;
    }

    /** Exit code with which to end at once, or {@link #CONTINUE}. */
    public int exitCode()
    {
        return exitCode;
    }

    /** What to do. */
    public Task task()
    {
        return task;
    }

    /** Files and directories of {@code -f} and behind {@code --}, in order. */
    public List<String> files()
    {
        return List.copyOf(files);
    }

    /** Condition of {@code -cc}, or null. */
    public String condition()
    {
        return condition;
    }

    /** {@code -C}: directory to change to before files are read, or null. */
    public String directory()
    {
        return directory;
    }

    /** {@code -L}: name among peers, or null. */
    public String localPeer()
    {
        return localPeer;
    }

    /** {@code -p}: file that takes the process id, or null. */
    public String pidFile()
    {
        return pidFile;
    }

    /** {@code -x}: socket of a running process that hands over its listeners, or null. */
    public String oldSocket()
    {
        return oldSocket;
    }

    /** {@code -S}: addresses and options of the master's command sockets, the last one given first. */
    public List<String> masterSockets()
    {
        return List.copyOf(masterSockets);
    }

    /** {@code -sf} and {@code -st}: processes to take over from. */
    public List<Long> oldPids()
    {
        return List.copyOf(oldPids);
    }

    /** {@code -st}: they end at once, instead of finishing their work. */
    public boolean isTerminatingOld()
    {
        return isTerminatingOld;
    }

    /** {@code -dK}: classes of keywords to dump, separated by commas, or null. */
    public String keywordDump()
    {
        return keywordDump;
    }

    /** {@code -dC}: text behind it, possibly empty, or null. */
    public String configurationDump()
    {
        return configurationDump;
    }

    /** {@code -d}: stay in the foreground and say what happens. */
    public boolean isDebug()
    {
        return isDebug;
    }

    /** {@code -db} or {@code -Ws}: stay in the foreground whatever the configuration says. */
    public boolean isForeground()
    {
        return isForeground;
    }

    /** {@code -D}: go to the background. */
    public boolean isDaemon()
    {
        return isDaemon;
    }

    /** {@code -W} or {@code -Ws}: master-worker manners. */
    public boolean isMasterWorker()
    {
        return isMasterWorker;
    }

    /** {@code -Ws}: tell systemd about readiness. */
    public boolean isSystemd()
    {
        return isSystemd;
    }

    /** {@code -q}: say nothing. */
    public boolean isQuiet()
    {
        return isQuiet && !isVerbose;
    }

    /** {@code -V}: say more, {@code -q} notwithstanding. */
    public boolean isVerbose()
    {
        return isVerbose;
    }

    /** {@code -dD}: give hints about suspicious statements. */
    public boolean isDiagnostic()
    {
        return isDiagnostic;
    }

    /** {@code -dW}: warnings are fatal. */
    public boolean isZeroWarning()
    {
        return isZeroWarning;
    }

    /** {@code -dr}: server names that cannot be resolved are no error. */
    public boolean isLenientResolving()
    {
        return isLenientResolving;
    }

    /** {@code -dV}: certificates of servers are not verified. */
    public boolean isServerVerifyOff()
    {
        return isServerVerifyOff;
    }

    /** {@code -dI}: as {@code insecure-fork-wanted}. */
    public boolean isInsecureFork()
    {
        return isInsecureFork;
    }

    /** {@code -4}: name resolution considers IPv4 answers only. */
    public boolean isIpv4Only()
    {
        return isIpv4Only;
    }

    /** {@code -dL}: print the loaded object files. */
    public boolean isLibraryDump()
    {
        return isLibraryDump;
    }

    /** Not {@code -dR}: listeners may share their port. */
    public boolean hasReusePort()
    {
        return hasReusePort;
    }

    /** Not {@code -dS}. */
    public boolean hasSplice()
    {
        return hasSplice;
    }

    /** Not {@code -dF}. */
    public boolean hasFastForward()
    {
        return hasFastForward;
    }

    /** Not {@code -dZ}. */
    public boolean hasZeroCopy()
    {
        return hasZeroCopy;
    }

    /** Not {@code -dT}. */
    public boolean hasKernelTls()
    {
        return hasKernelTls;
    }

    /** {@code -n}: connections of the process; 0 or less is not given. */
    public long maxConn()
    {
        return maxConn;
    }

    /** {@code -N}: default of connections of a proxy; 0 or less is not given. */
    public long maxProxyConn()
    {
        return maxProxyConn;
    }

    /** {@code -m}: limit of memory in MB; 0 or less is not given. */
    public long memoryLimitMb()
    {
        return memoryLimitMb;
    }

    /** Names that the condition {@code enabled()} affirms, each between blanks. */
    public String enabledNames()
    {
        final StringBuilder names = new StringBuilder(" ");
        name(names, hasPoll, "POLL");
        name(names, hasEpoll, "EPOLL");
        name(names, hasSplice, "SPLICE");
        name(names, hasAddressInfo, "GETADDRINFO");
        name(names, hasReusePort, "REUSEPORT");
        name(names, hasFastForward, "FAST-FORWARD");
        name(names, isServerVerifyOff, "SERVER-SSL-VERIFY-NONE");
        return names.toString();
    }

    private static void name(final StringBuilder names, final boolean isEnabled, final String name)
    {
        if (isEnabled)
        {
            names.append(name).append(' ');
        }
    }

    private void parse()
    {
        while (CONTINUE == exitCode && index < words.length)
        {
            final String word = words[index];
            index++;
            if (word.startsWith("-"))
            {
                option(word.substring(1));
            }
            else
            {
                usage();
            }
        }
        if (CONTINUE == exitCode && Task.CONDITION == task && null == condition)
        {
            usage();
        }
        if (CONTINUE == exitCode && files.isEmpty() && (Task.RUN == task || Task.CHECK == task))
        {
            usage();
        }
    }

    private void option(final String flag)
    {
        switch (at(flag, 0))
        {
            case 'v' -> version(flag);
            case 'd' -> debugging(flag);
            case 'V' -> isVerbose = true;
            case 'c' -> check(flag);
            case '4' -> isIpv4Only = true;
            case 'D' -> isDaemon = true;
            case 'W' ->
            {
                isMasterWorker = true;
                isSystemd |= 's' == at(flag, 1);
                isForeground |= isSystemd;
            }
            case 'q' -> isQuiet = true;
            case 'x' -> takeOldSocket();
            case 'S' -> takeMasterSocket();
            case 's' ->
            {
                if ('f' == at(flag, 1) || 't' == at(flag, 1))
                {
                    takeOldPids(flag);
                }
                else
                {
                    withValue(flag);
                }
            }
            default -> withValue(flag);
        }
    }

    private static char at(final String flag, final int offset)
    {
        return offset < flag.length() ? flag.charAt(offset) : 0;
    }

    private void version(final String flag)
    {
        switch (flag)
        {
            case "vq", "vqs" -> out.println(Version.HAPROXY);
            case "vqb" -> out.println(Version.HAPROXY_BRANCH);
            default ->
            {
                if ('v' == at(flag, 1))
                {
                    task = Task.BUILD_OPTIONS;
                }
                else
                {
                    VersionText.print(out);
                }
            }
        }
        if (Task.BUILD_OPTIONS == task)
        {
            index = words.length;
        }
        else
        {
            exitCode = 0;
        }
    }

    private void debugging(final String flag)
    {
        switch (at(flag, 1))
        {
            case 'e' -> hasEpoll = false;
            case 'p' -> hasPoll = false;
            case 'S' -> hasSplice = false;
            case 'G' -> hasAddressInfo = false;
            case 'R' -> hasReusePort = false;
            case 'c' -> fail("-dc: showing the topology of processors is not supported by Fairlead");
            case 'F' -> hasFastForward = false;
            case 'I' -> isInsecureFork = true;
            case 'V' -> isServerVerifyOff = true;
            case 'Z' -> hasZeroCopy = false;
            case 'C' -> configurationDump = flag.substring(2);
            case 'b' -> isForeground = true;
            case 'D' -> isDiagnostic = true;
            case 'W' -> isZeroWarning = true;
            case 'M' -> memoryDebugging(flag.substring(2));
            case 'r' -> isLenientResolving = true;
            case 'L' -> isLibraryDump = true;
            case 'A' -> fail("-dA: collecting libraries is not supported by Fairlead");
            case 'K' -> keywordDump = flag.substring(2);
            case 't' -> fail("-dt: traces are not supported by Fairlead");
            case 'T' -> hasKernelTls = false;
            default -> isDebug = true;
        }
    }

    /** {@code -dM} is accepted as a whole, for scripts; there are no memory pools of that kind here. */
    private void memoryDebugging(final String features)
    {
        int from = 0;
        while (from < features.length() && isDigit(features.charAt(from)) ||
            from > 0 && Character.digit(at(features, from), 16) >= 0 || 1 == from && 'x' == at(features, 1))
        {
            from++;
        }
        for (final String feature : features.substring(from).split(",", -1))
        {
            if ("help".equals(feature))
            {
                out.println("-dM[<byte>][,<feature>]* is accepted for compatibility and has no effect.");
                exitCode = 0;
                return;
            }
            if (!feature.isEmpty() && !POOL_FEATURES.contains(" " + feature + " "))
            {
                fail("-dM: unknown pool debugging feature <" + feature + ">");
                return;
            }
        }
    }

    private void check(final String flag)
    {
        if ('c' == at(flag, 1))
        {
            task = Task.CONDITION;
            condition = index < words.length ? words[index] : null;
            index++;
        }
        else if (Task.CONDITION != task)
        {
            task = Task.CHECK;
        }
    }

    private void takeOldSocket()
    {
        if (index >= words.length)
        {
            messages.alert("Unix socket path expected with the -x flag\n");
            usage();
            return;
        }
        if (null != oldSocket)
        {
            messages.warning("-x option already set, overwriting the value");
        }
        oldSocket = words[index];
        index++;
    }

    private void takeMasterSocket()
    {
        if (index >= words.length)
        {
            messages.alert("Socket and optional bind parameters expected with the -S flag");
            usage();
            return;
        }
        masterSockets.addFirst(words[index]);
        index++;
    }

    private void takeOldPids(final String flag)
    {
        isTerminatingOld = 't' == at(flag, 1);
        while (CONTINUE == exitCode && index < words.length && !words[index].startsWith("-"))
        {
            takeOldPid(flag, words[index]);
            index++;
        }
    }

    private void takeOldPid(final String flag, final String word)
    {
        final String text = word.strip();
        int end = 0;
        long pid = 0;
        while (end < text.length() && isDigit(text.charAt(end)) && pid < Integer.MAX_VALUE)
        {
            pid = pid * 10 + text.charAt(end) - '0';
            end++;
        }
        if (end < text.length())
        {
            fail("-" + flag + " option: some bytes unconsumed in PID list {" + text.substring(end) + "}");
        }
        else if (pid <= 0)
        {
            usage();
        }
        else
        {
            oldPids.add(pid);
        }
    }

    private void withValue(final String flag)
    {
        if ("-".equals(flag))
        {
            while (index < words.length)
            {
                files.add(words[index]);
                index++;
            }
            return;
        }
        if (index >= words.length)
        {
            usage();
            return;
        }
        final String value = words[index];
        index++;
        switch (at(flag, 0))
        {
            case 'C' -> directory = value;
            case 'n' -> maxConn = number(value);
            case 'm' -> memoryLimitMb = number(value);
            case 'N' -> maxProxyConn = number(value);
            case 'L' -> localPeer = value;
            case 'f' -> files.add(value);
            case 'p' -> pidFile = value;
            default -> usage();
        }
    }

    /** As C's atol(): the digits in front count, anything else is nothing. */
    private static long number(final String text)
    {
        final String stripped = text.strip();
        int end = stripped.startsWith("-") || stripped.startsWith("+") ? 1 : 0;
        final int digits = end;
        while (end < Math.min(stripped.length(), digits + 18) && isDigit(stripped.charAt(end)))
        {
            end++;
        }
        return end == digits ? 0 : Long.parseLong(stripped.substring(0, end));
    }

    private static boolean isDigit(final char c)
    {
        return c >= '0' && c <= '9';
    }

    private void fail(final String text)
    {
        messages.alert(text);
        exitCode = 1;
    }

    /** Explain the command line; the exit code of that. */
    int usage()
    {
        VersionText.print(out);
        VersionText.printUsage(err, programName);
        exitCode = 1;
        return exitCode;
    }
}
