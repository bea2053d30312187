/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.List;
import java.util.Locale;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.proxy.Generation;

/** Sockets that could not be opened, told in HAProxy's words. */
final class StartFailures
{
    private StartFailures()
    {
    }

    /**
     * Tell them all.
     *
     * @param messages of the start or the reload.
     * @param api      sockets of the runtime API.
     * @param binds    sockets of frontends.
     * @return true when there are none.
     */
    static boolean tell(
        final Messages messages, final List<ApiSockets.Failure> api, final List<Generation.BindFailure> binds)
    {
        for (final ApiSockets.Failure failure : api)
        {
            messages.alert("Binding [" + failure.line().file + ":" + failure.line().line + "] for frontend GLOBAL: " +
                "protocol " + failure.protocol() + ": " + failure.reason() + ".");
        }
        for (final Generation.BindFailure failure : binds)
        {
            final String kind = failure.proxy().kind.name().toLowerCase(Locale.ROOT).replace("listen", "proxy");
            messages.alert("Binding [" + failure.settings().file + ":" + failure.settings().line + "] for " + kind +
                " " + failure.proxy().name + ": protocol " + failure.protocol() + ": " + failure.reason() + ".");
        }
        return api.isEmpty() && binds.isEmpty();
    }
}
