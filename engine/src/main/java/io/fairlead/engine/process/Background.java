/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.os.Descriptors;
import io.fairlead.engine.os.ProcessControl;

/**
 * Going into the background ({@code -D}, {@code daemon}): a JVM cannot fork, so the process starts itself once more, in
 * a session of its own, and waits until that one serves or has failed. The end of a pipe, whose number stands in the
 * child's environment, tells.
 */
final class Background
{
    private static final String READY = "FAIRLEAD_READY_FD";
    private static final int STANDARD_DESCRIPTORS = 3;
    private static final int FAILED = 1;

    private Background()
    {
    }

    /**
     * Whether this process was started by another one that waits for it.
     *
     * @return true in the child.
     */
    static boolean isChild()
    {
        return null != System.getenv(READY);
    }

    /**
     * Start this program again in the background and wait until it serves.
     *
     * @param messages told when it ends instead.
     * @return exit code for the waiting process.
     * @throws IOException when it cannot be started.
     */
    static int start(final Messages messages) throws IOException
    {
        final int[] ends = new int[2];
        final int piped = Descriptors.pipe(ends, true);
        if (piped < 0)
        {
            throw new IOException("cannot make a pipe");
        }
        final String[] words = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1).split("\0");
        final List<String> environment = new ArrayList<>();
        for (final Map.Entry<String, String> variable : System.getenv().entrySet())
        {
            environment.add(variable.getKey() + "=" + variable.getValue());
        }
        environment.add(READY + "=" + ends[1]);
        final int pid = ProcessControl.spawn(
            "/proc/self/exe", words, environment.toArray(new String[0]), inherited(ends), true);
        Descriptors.close(ends[1]);
        final byte[] answer = new byte[1];
        if (1 == Descriptors.read(ends[0], answer, 0, 1))
        {
            return 0;
        }
        messages.alert("Process " + pid + " exited with code " + ProcessControl.waitFor(pid, true) + " (Exit)");
        return FAILED;
    }

    /** All descriptors that were handed to us, since listening sockets may be among them, and the pipe. */
    private static int[] inherited(final int[] ends) throws IOException
    {
        return Arrays.stream(Descriptors.open())
            .filter(fd -> fd >= STANDARD_DESCRIPTORS && fd != ends[0] && Descriptors.isInheritable(fd) || fd == ends[1])
            .toArray();
    }

    /** Tell the waiting process that we serve, and let go of its terminal. */
    static void ready()
    {
        final int fd = Integer.parseInt(System.getenv(READY));
        Descriptors.write(fd, new byte[]{1}, 0, 1);
        Descriptors.close(fd);
        final int nothing = Descriptors.openNull();
        for (int i = 0; i < STANDARD_DESCRIPTORS && nothing >= 0; i++)
        {
            Descriptors.dup2(nothing, i);
        }
        Descriptors.close(nothing);
    }
}
