/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.command;

import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Registrar;

/**
 * Lists the commands of this package.
 */
public final class CommandRegistrar implements Registrar
{
    /**
     * A registrar; it has no state.
     */
    public CommandRegistrar()
    {
    }

    @Override
    public void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            SessionCommands.HELP,
            SessionCommands.PROMPT,
            SessionCommands.QUIT,
            SessionCommands.EXPERT_MODE,
            SessionCommands.EXPERIMENTAL_MODE,
            SessionCommands.OPERATOR,
            SessionCommands.USER,
            SessionCommands.SHOW_LEVEL,
            SessionCommands.SET_SEVERITY,
            SessionCommands.SET_TIMEOUT,
            SessionCommands.ECHO,
            StatCommands.SHOW_STAT,
            StreamCommands.SHOW_SESS,
            StreamCommands.SHUTDOWN_SESSION,
            StreamCommands.SHUTDOWN_SESSIONS,
            StatCommands.SHOW_INFO,
            StatCommands.SHOW_SERVERS_STATE,
            StatCommands.SHOW_SERVERS_CONN,
            StatCommands.SHOW_BACKEND,
            StatCommands.SHOW_SCHEMA,
            StatCommands.CLEAR_COUNTERS,
            ProcessCommands.SHOW_VERSION,
            ProcessCommands.SHOW_ENV,
            ProcessCommands.SHOW_SOCKETS,
            ProcessCommands.SHOW_LIBS,
            ProcessCommands.SHOW_STARTUP_LOGS,
            ProcessCommands.SHOW_ERRORS,
            ProcessCommands.SHOW_ANON,
            ActivityCommands.SHOW_ACTIVITY,
            CookieCommands.ENABLE,
            ResolverCommands.SHOW,
            CookieCommands.DISABLE,
            CookieCommands.SET_KEY,
            VariableCommands.GET,
            VariableCommands.SET,
            SocketCommands.GET_SOCKETS,
            FrontendCommands.DISABLE,
            FrontendCommands.ENABLE,
            FrontendCommands.SHUTDOWN,
            LimitCommands.MAXCONN_FRONTEND,
            LimitCommands.MAXCONN_GLOBAL,
            LimitCommands.RATE_LIMIT,
            DynamicServerCommands.ADD,
            DynamicServerCommands.DEL,
            WaitCommand.WAIT,
            EventCommands.SHOW_EVENTS);
        PatternCommands.register(registry);
        ServerCommands.register(registry);
        MasterCommands.register(registry);
        UnsupportedCommands.register(registry);
    }
}
