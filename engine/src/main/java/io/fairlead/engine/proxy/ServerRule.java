/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.acl.Condition;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.server.ServerSettings;

/**
 * One {@code use-server} line. Filled while reading, resolved when all was read, immutable afterwards; hence plain public
 * fields.
 */
public final class ServerRule
{
    /** When. */
    public Condition condition;
    /** Name or format as written. */
    public String text;
    /** The server; null when {@link #format} names it for each request. */
    public ServerSettings server;
    /** Format that gives the name of the server; null when it is constant. */
    public LogFormat format;
    /** File of the line. */
    public String file;
    /** Line number. */
    public int line;
}
