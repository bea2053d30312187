/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;

import io.fairlead.engine.os.ProcessControl.Limit;
import io.fairlead.engine.os.ProcessControl.Resource;

class ProcessControlTest
{
    private static <T> T onOwnThread(final Callable<T> action) throws Exception
    {
        final FutureTask<T> task = new FutureTask<>(action);
        final Thread thread = Thread.ofPlatform().start(task);
        thread.join();
        return task.get();
    }

    private static int shell(final String script, final int... inherited) throws IOException
    {
        return ProcessControl.spawn(
            "/bin/sh", new String[]{"sh", "-c", script}, new String[]{"WORD=hello", "PATH=/usr/bin:/bin"}, inherited,
            true);
    }

    private static String readAll(final int fd)
    {
        final StringBuilder text = new StringBuilder();
        final byte[] bytes = new byte[256];
        for (int n = Descriptors.read(fd, bytes, 0, 256); n > 0; n = Descriptors.read(fd, bytes, 0, 256))
        {
            text.append(new String(bytes, 0, n));
        }
        return text.toString();
    }

    @Test
    void shouldKnowItself() throws Exception
    {
        assertEquals(ProcessHandle.current().pid(), ProcessControl.pid());
        assertEquals(ProcessHandle.current().parent().orElseThrow().pid(), ProcessControl.parentPid());
        assertTrue(ProcessControl.threadId() > 0);
        assertEquals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), ProcessControl.userId());
        assertTrue(ProcessControl.processorCount() >= Runtime.getRuntime().availableProcessors());
    }

    @Test
    void shouldNameProcessAndThread() throws Exception
    {
        final Path comm = Path.of("/proc/self/comm");
        final String before = Files.readString(comm).strip();
        ProcessControl.name("a-name-longer-than-fifteen");
        assertEquals("a-name-longer-t", Files.readString(comm).strip());
        ProcessControl.name(before);
        final String threadComm = onOwnThread(() ->
        {
            assertEquals(0, ProcessControl.threadName("loop/1"));
            return Files.readString(Path.of("/proc/self/task/" + ProcessControl.threadId() + "/comm"));
        });
        assertEquals("loop/1", threadComm.strip());
    }

    @Test
    void shouldReadAndSetLimits() throws IOException
    {
        final Limit before = ProcessControl.limit(Resource.OPEN_FILES);
        assertTrue(before.soft() > 0);
        assertEquals(0, ProcessControl.limit(Resource.OPEN_FILES, before.soft() - 1, before.hard()));
        assertEquals(before.soft() - 1, ProcessControl.limit(Resource.OPEN_FILES).soft());
        assertEquals(0, ProcessControl.limit(Resource.OPEN_FILES, before.soft(), before.hard()));
        final Limit core = ProcessControl.limit(Resource.CORE);
        assertEquals(0, ProcessControl.limit(Resource.CORE, core.soft(), core.hard()));
        assertTrue(0 != ProcessControl.limit(Resource.LOCKED_MEMORY).hard());
        assertTrue(0 != ProcessControl.limit(Resource.ADDRESS_SPACE).hard());
    }

    @Test
    void shouldPinTheCallingThreadOnly() throws Exception
    {
        final long[] before = ProcessControl.affinity();
        final long lowest = Long.lowestOneBit(before[0]);
        assertEquals(1, onOwnThread(() ->
        {
            assertEquals(0, ProcessControl.affinity(lowest));
            return ProcessControl.processorCount();
        }));
        assertEquals(Arrays.toString(before), Arrays.toString(ProcessControl.affinity()));
        assertEquals(-Errno.EINVAL, onOwnThread(() -> ProcessControl.affinity(0)));
    }

    @Test
    void shouldNiceAThread() throws Exception
    {
        assertEquals(7, onOwnThread(() ->
        {
            assertEquals(0, ProcessControl.nice(0, 7));
            return ProcessControl.nice(0);
        }));
    }

    @Test
    void shouldSetProcessFlags() throws Exception
    {
        final boolean before = ProcessControl.isDumpable();
        assertEquals(0, ProcessControl.dumpable(!before));
        assertEquals(!before, ProcessControl.isDumpable());
        assertEquals(0, ProcessControl.dumpable(before));
        assertTrue(onOwnThread(() -> 0 == ProcessControl.noNewPrivileges() && ProcessControl.isNoNewPrivileges()));
        final int mask = ProcessControl.umask(027);
        assertEquals(027, ProcessControl.umask(mask));
    }

    @Test
    void shouldKeepAndDropCapabilities() throws Exception
    {
        assumeTrue(0 == ProcessControl.userId(), "needs root");
        final long all = ProcessControl.permittedCapabilities();
        final long netBindService = 1L << 10;
        assertTrue(0 != (all & netBindService));
        assertEquals(netBindService, onOwnThread(() ->
        {
            assertEquals(0, ProcessControl.keepCapabilities());
            assertEquals(0, ProcessControl.capabilities(netBindService));
            return ProcessControl.permittedCapabilities();
        }));
        assertEquals(all, ProcessControl.permittedCapabilities());
    }

    @Test
    void shouldSpawnAChildThatInheritsChosenDescriptorsOnly() throws IOException
    {
        final int[] pipe = new int[2];
        Descriptors.pipe(pipe, true);
        final int hidden = Descriptors.dup(1);
        final int pid = shell(
            "exec >/dev/fd/" + pipe[1] + "; echo $WORD; [ -e /proc/$$/fd/" + hidden +
                " ] && echo leak; ps -o sid= -p $$; exit 7",
            pipe[1]);
        Descriptors.close(pipe[1]);
        final String[] lines = readAll(pipe[0]).split("\n");
        assertEquals("hello", lines[0]);
        assertEquals(Integer.toString(pid), lines[1].strip());
        assertEquals(7, ProcessControl.waitFor(pid, true));
        Descriptors.close(pipe[0]);
        Descriptors.close(hidden);
        assertThrows(IOException.class, () -> ProcessControl.waitFor(pid, false));
    }

    @Test
    void shouldSignalChildren() throws IOException
    {
        final int pid = shell("exec sleep 100");
        assertEquals(ProcessControl.STILL_RUNNING, ProcessControl.waitFor(pid, false));
        assertEquals(0, ProcessControl.kill(pid, 0));
        assertEquals(0, ProcessControl.kill(pid, 9));
        assertEquals(128 + 9, ProcessControl.waitFor(pid, true));
        assertEquals(-Errno.ESRCH, ProcessControl.kill(pid, 0));
        assertTrue(assertThrows(IOException.class, () -> ProcessControl.spawn(
            "/nosuch", new String[]{"x"}, new String[0], new int[0], false)).getMessage().contains("No such file"));
        assertEquals(-Errno.ENOENT, ProcessControl.exec("/nosuch", new String[]{"x"}, new String[0]));
    }

    @Test
    void shouldFindAccounts() throws IOException
    {
        assertEquals(0, Accounts.userId("root"));
        assertEquals(0, Accounts.groupId("root"));
        assertEquals(0, Accounts.groupIdOfUser("root"));
        assertEquals(Accounts.UNKNOWN, Accounts.userId("no such user"));
        assertEquals(0, ProcessControl.groupId(ProcessControl.groupId()));
        assertEquals(0, ProcessControl.userId(ProcessControl.userId()));
    }
}
