/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.log.LogTargets;
import io.fairlead.engine.log.SyslogLevel;
import io.fairlead.engine.transport.Exhaustion;

/** Records, in the log of a proxy, that descriptors or memory ran out. Loop-confined. */
final class ExhaustionLog
{
    private ExhaustionLog()
    {
    }

    /** A connection could not be accepted. */
    static void onAccept(final Worker worker, final Frontend frontend, final String error)
    {
        final String count = Exhaustion.isOfProcess(error) ? "maxsock=" + worker.limits().maxSockets() :
            "actconn=" + worker.limits().connections();
        write(worker, frontend.log().targets(), frontend.settings().name, error, count);
    }

    /** A connection to a server could not be made. */
    static void onConnect(final Worker worker, final Frontend frontend, final Backend backend, final String error)
    {
        write(worker, frontend.log().targets(), backend.settings().name, error,
            "maxsock=" + worker.limits().maxSockets());
    }

    private static void write(
        final Worker worker, final LogTargets targets, final String proxy, final String error, final String count)
    {
        if (!targets.isEmpty())
        {
            final String what = Exhaustion.isOfProcess(error) ? "process FD limit (" :
                Exhaustion.isOfSystem(error) ? "system FD limit (" : "system memory limit (";
            final String remedy = Exhaustion.isOfProcess(error) ?
                "). Please check 'ulimit-n' and restart." : "). Please check system tunables.";
            worker.logWriter().begin(targets).put("Proxy " + proxy + " reached " + what + count + remedy);
            worker.logWriter().send(targets, SyslogLevel.EMERG);
        }
    }
}
