/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.ArrayList;
import java.util.List;

/** Keeps notices in the order given: {@code E} for stderr, {@code L} and the level for logs. */
public final class NoticeRecorder implements StateNotices
{
    private final List<String> lines = new ArrayList<>();

    @Override
    public void warning(final String text)
    {
        lines.add("E [WARNING] " + text);
    }

    @Override
    public void alert(final String text)
    {
        lines.add("E [ALERT] " + text);
    }

    @Override
    public void log(final BackendServers backend, final int level, final String text)
    {
        lines.add("L " + level + ' ' + text);
    }

    /** What was given since the last call. */
    public List<String> take()
    {
        final List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /** What went to stderr since the last call, without its level. */
    public List<String> takeErrors()
    {
        final List<String> taken = lines.stream().filter(line -> line.startsWith("E "))
            .map(line -> line.substring(line.indexOf(']') + 2)).toList();
        lines.clear();
        return taken;
    }
}
