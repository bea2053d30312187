/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

/**
 * Where news of servers and backends go: to stderr as start-up messages do, and to the log targets of the backend.
 * Called on the conductor.
 */
public interface StateNotices
{
    /** Syslog level: the system is unusable. */
    int EMERGENCY = 0;
    /** Syslog level: act now. */
    int ALERT = 1;
    /** Level of news about proxies that pause or stop. */
    int WARNING = 4;
    /** Syslog level: normal but significant. */
    int NOTICE = 5;

    /**
     * A line of level {@code [WARNING]} on stderr.
     *
     * @param text with its final dot, without newline.
     */
    void warning(String text);

    /**
     * A line of level {@code [ALERT]} on stderr.
     *
     * @param text without newline.
     */
    void alert(String text);

    /**
     * A line to the log targets of a backend.
     *
     * @param backend whose targets.
     * @param level   syslog level.
     * @param text    without newline.
     */
    void log(BackendServers backend, int level, String text);
}
