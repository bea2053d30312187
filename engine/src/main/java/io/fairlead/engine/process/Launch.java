/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.os.ProcessControl;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.Generation;

/** Starts the daemon for a configuration and keeps it until a signal ends it. Runs on the main thread. */
final class Launch
{
    private static final int FAILED = 1;
    private static final int LEVEL_WIDTH = 11;
    private static final int SOFT_STOP_POLL_MS = 20;
    private static final int SIGTERM = 15;
    private static final int SIGUSR1 = 10;

    private final CommandLine line;
    private final Messages messages;
    private final Configuration configuration;
    private final Environment environment;
    private final String executable;
    private final CountDownLatch end = new CountDownLatch(1);
    private Daemon daemon;
    private Master master;
    private volatile String lastSignal;
    private volatile boolean isSoft;

    Launch(
        final CommandLine line,
        final Messages messages,
        final Configuration configuration,
        final Environment environment,
        final String executable)
    {
        this.line = line;
        this.messages = messages;
        this.configuration = configuration;
        this.environment = environment;
        this.executable = executable;
    }

    /** Variables as the files left them. */
    Environment environment()
    {
        return environment;
    }

    /**
     * Run until the end.
     *
     * @return exit code.
     */
    int run()
    {
        if (null != line.oldSocket())
        {
            messages.alert(LanguageIndex.refusal("-x") + " (command line).");
            return FAILED;
        }
        if (!line.masterSockets().isEmpty() && !isMaster())
        {
            messages.alert("a master CLI socket was defined, but master-worker mode (-W) is not enabled.");
            return FAILED;
        }
        if (messages.warningCount() > 0 && (line.isZeroWarning() || configuration.global.isZeroWarning))
        {
            messages.alert("Some warnings were found and 'zero-warning' is set. Aborting.");
            return FAILED;
        }
        final DescriptorBudget budget = DescriptorBudget.of(configuration, line, executable);
        budget.announce(messages);
        if (!budget.raise(messages))
        {
            return FAILED;
        }
        if (!Main.hasListener(configuration))
        {
            messages.alert(inMain("No enabled listener found (check for 'bind' directives) ! Exiting."));
            return FAILED;
        }
        try
        {
            daemon = new Daemon(configuration, budget, messages);
            final String logs = startupLogs();
            master = new Master(line, executable, daemon, configuration, logs);
            if (!openMasterCli() || !open() || !budget.verify(messages))
            {
                return FAILED;
            }
            final String refused = Privileges.drop(configuration.global);
            if (null != refused)
            {
                messages.alert(inMain(refused));
                return FAILED;
            }
            watchSignals();
            daemon.startedWith(environment.all(), logs, messages.warningCount());
            daemon.start();
            if (isMaster())
            {
                messages.notice("Loading success.");
            }
            tellReady();
            end.await();
        }
        catch (final IOException ex)
        {
            messages.alert(inMain("Cannot start: " + ex.getMessage() + "."));
            return FAILED;
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        return finish();
    }

    /** What was printed so far, for {@code show startup-logs}. */
    private String startupLogs()
    {
        final long pid = ProcessHandle.current().pid();
        final StringBuilder logs = new StringBuilder();
        for (final Messages.Message message : messages.given())
        {
            final String level = "[" + message.level() + "]";
            logs.append(level).append(" ".repeat(Math.max(1, LEVEL_WIDTH - level.length())))
                .append('(').append(pid).append(") : ").append(message.text()).append('\n');
        }
        return logs.toString();
    }

    private boolean openMasterCli()
    {
        final List<BindSettings> lines = new Loader(line, messages).masterLines();
        if (null == lines)
        {
            return false;
        }
        final List<ApiSockets.Failure> failures = daemon.openMasterCli(lines, master);
        for (final ApiSockets.Failure failure : failures)
        {
            messages.alert("Binding [" + failure.line().file + ":" + failure.line().line + "] for proxy MASTER: " +
                "protocol " + failure.protocol() + ": " + failure.reason() + ".");
        }
        return failures.isEmpty();
    }

    private boolean open()
    {
        final List<ApiSockets.Failure> ofApi = daemon.openRuntimeApi();
        final List<Generation.BindFailure> ofProxies = daemon.open();
        daemon.listenerWarnings().forEach(messages::warning);
        if (!StartFailures.tell(messages, ofApi, ofProxies))
        {
            messages.alert(inMain("Some protocols failed to start their listeners! Exiting."));
            return false;
        }
        return true;
    }

    private String inMain(final String text)
    {
        return "[" + executable + ".main()] " + text;
    }

    /** Say to all who wait for it that the process serves, and ask those it replaces to end. */
    private void tellReady() throws IOException
    {
        final String pidFile = null != line.pidFile() ? line.pidFile() : configuration.global.pidFile;
        if (null != pidFile && (Background.isChild() || line.isMasterWorker()))
        {
            Files.writeString(Path.of(pidFile), ProcessControl.pid() + "\n");
        }
        for (final long pid : line.oldPids())
        {
            ProcessControl.kill((int)pid, line.isTerminatingOld() ? SIGTERM : SIGUSR1);
        }
        master.tell("READY=1\nMAINPID=" + ProcessControl.pid() + "\nSTATUS=Ready.\n");
        if (Background.isChild())
        {
            Background.ready();
        }
    }

    private void watchSignals()
    {
        Signals.handle("INT", this::onStop);
        Signals.handle("TERM", this::onStop);
        Signals.handle("USR1", this::onSoftStop);
        if (isMaster())
        {
            Signals.handle("HUP", signal -> reload());
            Signals.handle("USR2", signal -> reload());
        }
        else
        {
            Signals.handle("HUP", signal -> daemon.dumpState());
            Signals.ignore("USR2");
        }
    }

    private boolean isMaster()
    {
        return line.isMasterWorker() || configuration.global.isMasterWorker;
    }

    private void reload()
    {
        daemon.conductor().execute(() -> master.reload(false));
    }

    private void onStop(final String signal)
    {
        lastSignal = signal;
        end.countDown();
    }

    private void onSoftStop(final String signal)
    {
        if (isSoft)
        {
            return;
        }
        isSoft = true;
        final Thread waiting = new Thread(this::stopSoftly, "soft-stop");
        waiting.setDaemon(true);
        waiting.start();
    }

    private void stopSoftly()
    {
        daemon.stopSoftly();
        final long hardStopMs = configuration.global.hardStopAfterMs;
        final long startNs = System.nanoTime();
        try
        {
            while (daemon.connections() > 0 &&
                (hardStopMs <= 0 || System.nanoTime() - startNs < hardStopMs * 1_000_000L))
            {
                Thread.sleep(SOFT_STOP_POLL_MS);
            }
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        end.countDown();
    }

    private int finish()
    {
        daemon.stop();
        final String signal = lastSignal;
        if (null != signal)
        {
            Signals.dieBy(signal);
        }
        return 0;
    }
}
