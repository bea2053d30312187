/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.Objects;

import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.Messages;

/** Settings of a running process that a reload cannot change: a file that asks for it is told so. */
final class RestartOnly
{
    private RestartOnly()
    {
    }

    /**
     * Warn of each setting that stays as the process was started with.
     *
     * @param started  settings of the start.
     * @param next     settings of the file read now.
     * @param messages take the warnings.
     */
    static void warn(final GlobalSettings started, final GlobalSettings next, final Messages messages)
    {
        compare("nbthread", started.threadCount, next.threadCount, messages);
        compare("tune.bufsize", started.bufferSize, next.bufferSize, messages);
        compare("tune.buffers.limit", started.bufferLimit, next.bufferLimit, messages);
        compare("user", started.uid, next.uid, messages);
        compare("group", started.gid, next.gid, messages);
        compare("chroot", started.chroot, next.chroot, messages);
        compare("log-tag", started.logTag, next.logTag, messages);
        compare("log-send-hostname", started.logSendHostname, next.logSendHostname, messages);
        compare("node", started.node, next.node, messages);
        compare("pidfile", started.pidFile, next.pidFile, messages);
    }

    private static void compare(
        final String word, final Object started, final Object next, final Messages messages)
    {
        if (!Objects.equals(started, next))
        {
            messages.warning("'" + word + "' is not changed by a reload: it stays as the process was started.");
        }
    }
}
