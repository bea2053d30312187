/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.os.ProcessControl;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.Generation;
import io.fairlead.engine.proxy.ListenerSet;
import io.fairlead.engine.proxy.ReceivedSockets;

/** Starts the daemon for a configuration and keeps it until a signal ends it. Runs on the main thread. */
final class Launch
{
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;
    private static final int LEVEL_WIDTH = 11;

    private final CommandLine line;
    private final Messages messages;
    private final Configuration configuration;
    private final Environment environment;
    private final String executable;
    private final CountDownLatch end = new CountDownLatch(1);
    private Daemon daemon;
    private Master master;
    private final OldProcesses oldProcesses;
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
        this.oldProcesses = new OldProcesses(line, messages);
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
            warnOfWhatIsNotDone();
            if (Privileges.areKept(configuration.global))
            {
                messages.warning(inMain("HAProxy was started as the root user and does not make use of 'user' nor " +
                    "'uid' global options to drop the privileges. This is generally considered as a bad practice " +
                    "security-wise. If running as root is intentional, please make it explicit using 'uid 0' or " +
                    "'user root'."));
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
            messages.alert(inMain(ex.getMessage()));
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

    /** What cannot be done is said: a JVM, and a reload in it, open files while they run. */
    private void warnOfWhatIsNotDone()
    {
        final String directory = configuration.global.chroot;
        if (null != directory && !"/".equals(directory))
        {
            messages.warning(inMain("Fairlead does not change its root: 'chroot " + directory + "' has no effect. " +
                "Let the service manager confine the process instead (systemd: ProtectSystem=strict)."));
        }
        if (null != configuration.global.capabilities)
        {
            messages.warning(inMain("Fairlead does not keep capabilities when it changes its user: 'setcap " +
                configuration.global.capabilities + "' has no effect. Let the service manager give them to the user " +
                "instead (systemd: User=, AmbientCapabilities=)."));
        }
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
        final ReceivedSockets received = oldProcesses.sockets();
        if (null == received)
        {
            return false;
        }
        final List<ApiSockets.Failure> ofApi = daemon.openRuntimeApi();
        final ListenerSet listeners = daemon.bind(received);
        oldProcesses.makeRoom(listeners);
        received.close();
        listeners.warnings().forEach(messages::warning);
        final List<Generation.BindFailure> failures = new ArrayList<>(listeners.failures());
        failures.addAll(daemon.bindForwards());
        if (!StartFailures.tell(messages, ofApi, failures))
        {
            messages.alert(inMain("Some protocols failed to start their listeners! Exiting."));
            oldProcesses.resume();
            return false;
        }
        daemon.open(listeners);
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
            writePid(pidFile);
        }
        oldProcesses.end();
        master.tell("READY=1\nMAINPID=" + ProcessControl.pid() + "\nSTATUS=Ready.\n");
        if (Background.isChild())
        {
            Background.ready();
        }
    }

    private void writePid(final String pidFile) throws IOException
    {
        try
        {
            // always a new file, so that a link somebody left there is not followed
            final Path path = Path.of(pidFile);
            Files.deleteIfExists(path);
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
            Files.writeString(path, ProcessControl.pid() + "\n");
        }
        catch (final IOException ex)
        {
            oldProcesses.resume();
            throw new IOException("Cannot create pidfile " + pidFile, ex);
        }
    }

    private void watchSignals()
    {
        Signals.handle("INT", this::onStop);
        Signals.handle("TERM", this::onStop);
        Signals.handle("USR1", signal -> onSoftStop());
        Signals.handle("TTOU", signal -> daemon.pauseListening(true));
        Signals.handle("TTIN", signal -> daemon.pauseListening(false));
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

    private void onSoftStop()
    {
        daemon.conductor().execute(() ->
        {
            if (!isSoft)
            {
                isSoft = true;
                beginStop();
                new SoftStop(daemon, daemon.generation().configuration().global, end::countDown).start();
            }
        });
    }

    /** Say that no other way leads back. */
    private void beginStop()
    {
        master.tell("STOPPING=1");
        if (isMaster())
        {
            messages.warning("Exiting Master process...");
        }
    }

    private int finish()
    {
        final String signal = lastSignal;
        if (!isSoft)
        {
            beginStop();
        }
        daemon.stop();
        if (isMaster())
        {
            return finishMaster(signal);
        }
        if (null != signal)
        {
            Signals.dieBy(signal);
        }
        return 0;
    }

    /** The end as the master of HAProxy tells it of its worker. */
    private int finishMaster(final String signal)
    {
        final boolean isInterrupted = "INT".equals(signal);
        final String pid = "(" + ProcessControl.pid() + ")";
        if (null == signal)
        {
            messages.warning("Current worker " + pid + " exited with code 0 (Exit)");
        }
        else
        {
            messages.alert("Current worker " + pid + " exited with code " +
                (isInterrupted ? INTERRUPTED + " (Interrupt)" : TERMINATED + " (Terminated)"));
        }
        messages.warning("All workers exited. Exiting... (" + (isInterrupted ? INTERRUPTED : 0) + ")");
        return isInterrupted ? INTERRUPTED : 0;
    }
}
