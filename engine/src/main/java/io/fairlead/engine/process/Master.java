/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.fairlead.engine.cli.MasterControl;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.Version;
import io.fairlead.engine.directive.LogTargetCheck;
import io.fairlead.engine.os.ProcessControl;
import io.fairlead.engine.os.ServiceNotifier;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.sample.VariableNames;

/**
 * The master's part of the process: reads the files again when asked, has the result put into force, counts what came
 * of it and tells systemd. The worker's part is the same process. Conductor only, once the process serves.
 * Source: management.txt 4 "Stopping and restarting HAProxy", 9.4 "Master CLI".
 */
final class Master implements MasterControl
{
    private static final long NS_PER_US = 1000L;
    private static final long MS_PER_SECOND = 1000L;

    private final CommandLine line;
    private final String executable;
    private final Daemon daemon;
    private final Configuration started;
    private final Consumer<String> printer;
    private final long startMs = System.currentTimeMillis();
    private VariableNames variables;
    private String logs;
    private int reloads;
    private int failed;
    private int reloadsOfCurrent;

    /**
     * The master of a process that is about to serve.
     *
     * @param line       as the process was started with; its files are read again.
     * @param executable path shown in messages.
     * @param daemon     that serves.
     * @param started    what it serves first.
     * @param logs       what was said at the start.
     */
    Master(
        final CommandLine line,
        final String executable,
        final Daemon daemon,
        final Configuration started,
        final String logs)
    {
        this.line = line;
        this.executable = executable;
        this.daemon = daemon;
        this.started = started;
        this.logs = logs;
        variables = started.variables;
        printer = Master::print;
    }

    private static void print(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.err.write(bytes, 0, bytes.length);
        System.err.flush();
    }

    /**
     * Read the files again and put them into force; a file that is refused leaves everything as it was.
     *
     * @param isHard whether streams of the generations before end at once.
     * @return whether the new files are in force; {@link #logs()} says the rest.
     */
    @Override
    public boolean reload(final boolean isHard)
    {
        final long pid = ProcessControl.pid();
        final StringBuilder said = new StringBuilder();
        final Messages messages = new Messages(text ->
        {
            printer.accept(text);
            said.append(text);
        }, pid, Version.HAPROXY, executable).quiet(line.isQuiet()).diagnostic(line.isDiagnostic());
        tell("RELOADING=1\nSTATUS=Reloading Configuration.\nMONOTONIC_USEC=" + System.nanoTime() / NS_PER_US + "\n");
        reloads++;
        messages.notice("Reloading HAProxy" + (isHard ? " (hard-reload)" : ""));
        said.setLength(0);
        messages.notice("Initializing new worker (" + pid + ")");
        final boolean isDone = load(messages, isHard);
        if (isDone)
        {
            failed = 0;
            reloadsOfCurrent = reloads;
            messages.notice("Loading success.");
            tell("READY=1\nMAINPID=" + pid + "\nSTATUS=Ready.\n");
        }
        else
        {
            failed++;
            messages.warning("Failed to load worker (" + pid + ") exited with code 1 (Exit)");
            tell("READY=1\nSTATUS=Reload failed!\n");
        }
        logs = said.toString();
        return isDone;
    }

    private boolean load(final Messages messages, final boolean isHard)
    {
        final Loader loader = new Loader(line, messages).variables(variables);
        final Configuration next = loader.load();
        if (null == next)
        {
            return false;
        }
        if (!Main.hasListener(next))
        {
            messages.alert("[" + executable + ".main()] No enabled listener found (check for 'bind' directives) !" +
                " Exiting.");
            return false;
        }
        if (!LogTargetCheck.run(next, messages))
        {
            return false;
        }
        RestartOnly.warn(started.global, next.global, messages);
        if (messages.warningCount() > 0 && (line.isZeroWarning() || next.global.isZeroWarning))
        {
            messages.alert("Some warnings were found and 'zero-warning' is set. Aborting.");
            return false;
        }
        if (!daemon.reload(next, messages, reloadsOfCurrent))
        {
            messages.alert("[" + executable + ".main()] Some protocols failed to start their listeners! Exiting.");
            return false;
        }
        if (isHard)
        {
            daemon.draining().killAll();
        }
        variables = next.variables;
        daemon.startedWith(loader.environment().all(), null, messages.warningCount());
        return true;
    }

    /** Tell systemd, when it started us and asked for it. */
    void tell(final String state)
    {
        final String socket = System.getenv("NOTIFY_SOCKET");
        if (line.isSystemd() && null != socket)
        {
            ServiceNotifier.notify(socket, state);
        }
    }

    @Override
    public long pid()
    {
        return ProcessControl.pid();
    }

    @Override
    public String logs()
    {
        return logs;
    }

    @Override
    public int failedReloads()
    {
        return failed;
    }

    @Override
    public List<Row> processes()
    {
        final long nowMs = System.currentTimeMillis();
        final List<Row> rows = new ArrayList<>();
        rows.add(new Row(true, pid(), reloads, (nowMs - startMs) / MS_PER_SECOND));
        rows.add(new Row(
            false, pid(), reloads - reloadsOfCurrent, (nowMs - daemon.live().sinceMs()) / MS_PER_SECOND));
        for (final Draining.Old old : daemon.draining().generations().reversed())
        {
            rows.add(new Row(
                false, pid(), reloads - old.reloads(), (nowMs - old.live().sinceMs()) / MS_PER_SECOND));
        }
        return rows;
    }
}
