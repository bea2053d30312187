/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.server.HealthStatus;
import io.fairlead.engine.server.Server;

/**
 * A check done by a program: its exit code is the result. The program is started and awaited on threads of their own,
 * as starting one blocks; everything else happens on the conductor.
 */
final class ExternalRun implements CheckAttempt
{
    private static final String NOT_USED = "NOT_USED";
    /** HAProxy tells a program that did not exit by itself, or could not be executed, by this code. */
    private static final int NO_EXIT_CODE = -1;
    private static final int NOT_EXECUTED = 255;
    private static final int FIRST_SIGNAL_CODE = 128;

    private final HealthCheck check;
    private final CheckContext context;
    private final CheckPlan plan;
    private long turn;
    private Process process;

    ExternalRun(final HealthCheck check, final CheckContext context, final CheckPlan plan)
    {
        this.check = check;
        this.context = context;
        this.plan = plan;
    }

    @Override
    public void begin(final long nowMs)
    {
        check.limit(nowMs, plan.connectLimitMs());
        final long thisTurn = ++turn;
        final ProcessBuilder builder = builder();
        Thread.ofVirtual().start(() -> run(builder, thisTurn));
    }

    private ProcessBuilder builder()
    {
        final ExternalProgram program = plan.program();
        final Server server = plan.server();
        final NetAddress address = server.location().address();
        final String host = address.isIp() ? address.hostText() : address.path();
        final String port = address.isIp() ? Integer.toString(address.port()) : NOT_USED;
        final List<String> words = new ArrayList<>();
        words.add(executable(program));
        words.addAll(program.listener());
        words.add(host);
        words.add(port);
        final ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        final Map<String, String> environment = builder.environment();
        if (!program.isPreserved())
        {
            environment.clear();
        }
        environment.putAll(program.environment());
        environment.put("HAPROXY_SERVER_CURCONN", Integer.toString(server.capacity().sessions()));
        environment.put("HAPROXY_SERVER_ADDR", host);
        environment.put("HAPROXY_SERVER_PORT", NOT_USED.equals(port) ? "" : port);
        return builder;
    }

    private static String executable(final ExternalProgram program)
    {
        if (program.command().indexOf('/') >= 0)
        {
            return program.command();
        }
        for (final String directory : program.environment().getOrDefault("PATH", "").split(":"))
        {
            final File file = new File(directory, program.command());
            if (file.canExecute() && file.isFile())
            {
                return file.getPath();
            }
        }
        return program.command();
    }

    private void run(final ProcessBuilder builder, final long ofTurn)
    {
        try
        {
            final Process started = builder.start();
            context.loop().execute(() -> onStarted(started, ofTurn));
            final int code = started.waitFor();
            context.loop().execute(() -> onExit(code, ofTurn));
        }
        catch (final IOException ex)
        {
            context.loop().execute(() -> onExit(NOT_EXECUTED, ofTurn));
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    private void onStarted(final Process started, final long ofTurn)
    {
        if (ofTurn == turn)
        {
            process = started;
        }
        else
        {
            started.destroy();
        }
    }

    private void onExit(final int exitCode, final long ofTurn)
    {
        if (ofTurn == turn)
        {
            turn++;
            process = null;
            final boolean isKilled = exitCode > FIRST_SIGNAL_CODE && NOT_EXECUTED != exitCode;
            check.report(0 == exitCode ? HealthStatus.PROGRAM_OK : HealthStatus.PROGRAM_ERROR,
                isKilled ? NO_EXIT_CODE : exitCode, null);
            check.finish(context.nowMs());
        }
    }

    @Override
    public void onLimit(final long nowMs)
    {
        cancel();
        check.report(HealthStatus.PROGRAM_TIMEOUT, 0, null);
        check.finish(nowMs);
    }

    @Override
    public void cancel()
    {
        turn++;
        if (null != process)
        {
            process.destroy();
            process = null;
        }
    }
}
