/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.rules.RuleObserver;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.server.Server;

/**
 * Sees every decision about the streams of a loop, for explaining a configuration; what conditions and expressions look
 * at is told to an {@link io.fairlead.engine.sample.EvalObserver}. A loop that carries traffic has none. Loop only.
 */
public interface StreamObserver extends RuleObserver
{
    /** Who decided that the server is this one. */
    enum Choice
    {
        /** A rule, a cookie or a table, told of before. */
        DIRECTED,
        /** The algorithm of the backend. */
        BALANCED,
        /** {@code option prefer-last-server}. */
        PREFERRED
    }

    /**
     * A {@code use_backend} line was looked at.
     *
     * @param rule     the line.
     * @param isPassed whether its condition held.
     * @param name     of the backend it leads to; null when it does not apply.
     * @param isKnown  whether there is such a backend.
     */
    void onBackendRule(ProxyRules.BackendSwitch rule, boolean isPassed, String name, boolean isKnown);

    /**
     * The backend is settled.
     *
     * @param backend null when there is none.
     */
    void onBackend(Backend backend);

    /**
     * A {@code force-persist} or {@code ignore-persist} line was looked at.
     *
     * @param rule     the line.
     * @param isPassed whether its condition held.
     */
    void onPersistenceRule(ProxyRules.PersistenceRule rule, boolean isPassed);

    /**
     * A {@code use-server} line was looked at.
     *
     * @param rule     the line.
     * @param isPassed whether its condition held.
     * @param name     of the server; null when it does not apply.
     * @param server   of that name; null when there is none or it was not looked for.
     * @param isTaken  whether the request goes there, unless a later attempt goes elsewhere.
     */
    void onServerRule(
        ProxyRules.ServerSwitch rule, boolean isPassed, String name, Server server, boolean isTaken);

    /**
     * A persistence cookie names a server.
     *
     * @param server  that it names.
     * @param isTaken whether the request goes there.
     */
    void onCookie(Server server, boolean isTaken);

    /**
     * A server is chosen for an attempt.
     *
     * @param ctx     the stream.
     * @param backend of the stream.
     * @param server  null when the algorithm found none.
     * @param choice  who decided.
     */
    void onServer(FetchContext ctx, Backend backend, Server server, Choice choice);

    /**
     * The stream ended.
     *
     * @param status of the response; 0 when there was none.
     * @param state  the characters of the log that tell how, two of them for bare bytes.
     */
    void onEnd(int status, String state);
}
