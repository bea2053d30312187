/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.BackendView;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.PayloadView;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.ServerView;
import io.fairlead.engine.sample.VariableScope;
import io.fairlead.engine.sample.VariableStore;

/** What expressions in the rules of one check can see. Conductor only. */
final class CheckSession implements FetchContext, PayloadView
{
    private final CheckContext context;
    private final CheckPlan plan;
    private final CheckRun run;
    private final VariableStore checkVariables = new VariableStore();
    private final VariableStore sessionVariables = new VariableStore();

    CheckSession(final CheckContext context, final CheckPlan plan, final CheckRun run)
    {
        this.context = context;
        this.plan = plan;
        this.run = run;
    }

    void begin()
    {
        checkVariables.clear();
        sessionVariables.clear();
    }

    @Override
    public EvalScratch scratch()
    {
        return context.scratch();
    }

    @Override
    public long nowMs()
    {
        return context.nowMs();
    }

    @Override
    public long dateUs()
    {
        return context.loop().clock().epochUs();
    }

    @Override
    public int random()
    {
        return context.random().nextInt();
    }

    @Override
    public int loopId()
    {
        return context.loop().index();
    }

    @Override
    public ProcessView process()
    {
        return context.process();
    }

    @Override
    public BackendView backend()
    {
        return null == plan.view() ? null : plan.view().backend();
    }

    @Override
    public ServerView server()
    {
        return plan.view();
    }

    @Override
    public HttpMessage response()
    {
        return run.response();
    }

    /** Whatever the direction, a check has only what the server sent. */
    @Override
    public PayloadView requestPayload()
    {
        return this;
    }

    @Override
    public PayloadView responsePayload()
    {
        return this;
    }

    @Override
    public VariableStore variables(final VariableScope scope)
    {
        return switch (scope)
        {
            case CHECK -> checkVariables;
            case SESS -> sessionVariables;
            default -> null;
        };
    }

    @Override
    public UnsafeBuffer buffer()
    {
        return run.inputBuffer();
    }

    @Override
    public int offset()
    {
        return run.inputOffset();
    }

    @Override
    public int length()
    {
        return run.inputLength();
    }

    @Override
    public boolean isComplete()
    {
        return run.isInputComplete();
    }
}
