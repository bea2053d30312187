/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.RuleObserver;
import io.fairlead.engine.sample.ConnectionView;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.FrontendView;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.VariableScope;
import io.fairlead.engine.sample.VariableStore;

/**
 * What rules, expressions and log formats can see of a session and of the loop that carries it, whether there is a
 * stream yet or not. Loop-confined.
 */
abstract class SessionSamples implements ActionContext
{
    private final StreamConnectionView clientView = new StreamConnectionView();

    /** The session that is looked at. */
    abstract Session session();

    /** The loop that carries it. */
    abstract Worker worker();

    @Override
    public final EvalScratch scratch()
    {
        return worker().scratch();
    }

    @Override
    public final RuleObserver ruleObserver()
    {
        return worker().observer();
    }

    @Override
    public final long nowMs()
    {
        return worker().context().nowMs();
    }

    @Override
    public final long dateUs()
    {
        return worker().loop().clock().epochUs();
    }

    @Override
    public final int random()
    {
        return worker().random();
    }

    @Override
    public final int loopId()
    {
        return worker().index();
    }

    @Override
    public final ProcessView process()
    {
        return worker().process();
    }

    @Override
    public NetAddress source()
    {
        return session().source();
    }

    @Override
    public NetAddress destination()
    {
        return session().destination();
    }

    @Override
    public final ConnectionView clientConnection()
    {
        return clientView.client(session());
    }

    @Override
    public final String listenerName()
    {
        return session().bind().settings().name;
    }

    @Override
    public final int listenerId()
    {
        return session().bind().id();
    }

    @Override
    public final long listenerConnections()
    {
        return session().bind().connections();
    }

    @Override
    public FrontendView frontend()
    {
        return session().frontend();
    }

    @Override
    public VariableStore variables(final VariableScope scope)
    {
        return switch (scope)
        {
            case SESS -> session().variables();
            default -> null;
        };
    }
}
