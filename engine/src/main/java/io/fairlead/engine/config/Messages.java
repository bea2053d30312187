/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Start-up messages in HAProxy's layout: {@code [ALERT]    (PID) : config : text}. The first message is preceded by two
 * notices, product version and path. Not thread safe; used by the starting thread, or by the conductor for a reload.
 */
public final class Messages
{
    /** Level of a message. */
    public enum Level
    {
        /** An error; nothing will be started. */
        ALERT,
        /** Probably a mistake; fatal with {@code -dW}. */
        WARNING,
        /** Information. */
        NOTICE,
        /** A hint given only with {@code -dD}; counts as a warning. */
        DIAG
    }

    /**
     * A message given.
     *
     * @param level level.
     * @param text  text without head, with the prefix in force when it was given, without line end.
     * @param bare  the same without prefix and place.
     */
    public record Message(Level level, String text, String bare)
    {
    }

    private static final long OWN_PID = 0;

    private final Consumer<String> out;
    private final PrintStream stream;
    private long pid;
    private final String versionLine;
    private final String executable;
    private final List<Message> given = new ArrayList<>();
    private boolean introduced;
    private boolean quiet;
    private boolean diagnostic;
    private String prefix;
    private String location;
    private int alertCount;
    private int warningCount;

    /**
     * Messages printed to {@code out}, one call for each, text with its line end.
     *
     * @param out        where they go.
     * @param pid        process id to show.
     * @param version    version for the introducing notice.
     * @param executable path for the second introducing notice, or null for none.
     */
    public Messages(final Consumer<String> out, final long pid, final String version, final String executable)
    {
        this(out, null, pid, version, executable);
    }

    private Messages(
        final Consumer<String> out,
        final PrintStream stream,
        final long pid,
        final String version,
        final String executable)
    {
        this.out = out;
        this.stream = stream;
        this.pid = pid;
        this.versionLine = version;
        this.executable = executable;
    }

    /** Messages that are only collected; for tests and for a reload whose messages go to its caller. */
    public static Messages collecting()
    {
        final Messages messages = new Messages(null, null, OWN_PID, Version.HAPROXY, null);
        messages.introduced = true;
        return messages;
    }

    /** Messages for people, printed byte by byte: every char of a text is one byte of the configuration. */
    public static Messages printing(final PrintStream stream, final String executable)
    {
        return new Messages(null, stream, OWN_PID, Version.HAPROXY, executable);
    }

    /** Print nothing ({@code -q}); messages are still counted. */
    public Messages quiet(final boolean on)
    {
        quiet = on;
        return this;
    }

    /** Whether nothing is printed. */
    public boolean isQuiet()
    {
        return quiet;
    }

    /** Print hints of level {@link Level#DIAG} ({@code -dD}). */
    public Messages diagnostic(final boolean on)
    {
        diagnostic = on;
        return this;
    }

    /** Whether hints of level {@link Level#DIAG} are wanted. */
    public boolean isDiagnostic()
    {
        return diagnostic;
    }

    /** Word in front of every following text, for example {@code config}; null for none. */
    public void prefix(final String word)
    {
        prefix = word;
    }

    /** Place the next message, and only it, refers to: {@code [file:line] : }. */
    public Messages at(final String file, final int line)
    {
        location = "[" + file + ':' + line + "] : ";
        return this;
    }

    /** Place and object the next message, and only it, refers to: {@code [file:line] : 'server b/s' : }. */
    public Messages at(final String file, final int line, final String object)
    {
        location = "[" + file + ':' + line + "] : '" + object + "' : ";
        return this;
    }

    /** Object the next message, and only it, refers to: {@code 'server b/s' : }. */
    public Messages about(final String object)
    {
        location = "'" + object + "' : ";
        return this;
    }

    /** An error. */
    public void alert(final String text)
    {
        alertCount++;
        give(Level.ALERT, text);
    }

    /** A warning. */
    public void warning(final String text)
    {
        warningCount++;
        give(Level.WARNING, text);
    }

    /** Information. */
    public void notice(final String text)
    {
        give(Level.NOTICE, text);
    }

    /** A hint; nothing happens unless hints are wanted. */
    public void diag(final String text)
    {
        if (diagnostic)
        {
            warningCount++;
            give(Level.DIAG, text);
        }
    }

    /** Errors so far. */
    public int alertCount()
    {
        return alertCount;
    }

    /** Warnings and hints so far. */
    public int warningCount()
    {
        return warningCount;
    }

    /** Everything given so far, in order, without the introducing notices. */
    public List<Message> given()
    {
        return List.copyOf(given);
    }

    private void give(final Level level, final String text)
    {
        if (!introduced && Level.NOTICE != level)
        {
            introduced = true;
            print(Level.NOTICE, "haproxy version is " + versionLine);
            if (null != executable)
            {
                print(Level.NOTICE, "path to executable is " + executable);
            }
        }
        final String body = (null == prefix ? "" : prefix + " : ") + (null == location ? "" : location) + text;
        location = null;
        given.add(new Message(level, line(body), line(text)));
        print(level, body);
    }

    private static String line(final String text)
    {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private void print(final Level level, final String text)
    {
        if (!quiet && (null != out || null != stream))
        {
            final StringBuilder line = new StringBuilder(text.length() + 32);
            line.append('[').append(level).append(']');
            while (line.length() < 10)
            {
                line.append(' ');
            }
            if (OWN_PID == pid)
            {
                pid = ProcessHandle.current().pid(); // only now, for it is slow and most commands say nothing
            }
            line.append(" (").append(pid).append(") : ").append(text);
            if (!text.endsWith("\n"))
            {
                line.append('\n');
            }
            write(line.toString());
        }
    }

    private void write(final String text)
    {
        if (null != out)
        {
            out.accept(text);
        }
        if (null != stream)
        {
            final byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            stream.write(bytes, 0, bytes.length);
            stream.flush();
        }
    }
}
