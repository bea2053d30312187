/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.server.BackendServers;
import io.fairlead.engine.server.StateNotices;

/** State changes of servers, told on stderr. Conductor only. */
final class Notices implements StateNotices
{
    private final Messages messages;

    Notices(final Messages messages)
    {
        this.messages = messages;
    }

    @Override
    public void warning(final String text)
    {
        messages.warning(text);
    }

    @Override
    public void alert(final String text)
    {
        messages.alert(text);
    }

    @Override
    public void log(final BackendServers backend, final int level, final String text)
    {
        // the backend's log targets hear of it through the log room
    }
}
