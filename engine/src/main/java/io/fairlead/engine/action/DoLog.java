/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.RuleContext;

/** {@code do-log}: a record in the middle of a stream. Source: configuration.txt 4.3 "do-log". */
final class DoLog implements Action
{
    private final LogOrigin origin;
    private LogProfile profile;

    private DoLog(final LogOrigin origin)
    {
        this.origin = origin;
    }

    static Action parse(final Words words, final RuleContext context)
    {
        final LogOrigin origin = switch (context.phase())
        {
            case TCP_REQUEST_CONNECTION -> LogOrigin.TCP_REQUEST_CONNECTION;
            case TCP_REQUEST_SESSION -> LogOrigin.TCP_REQUEST_SESSION;
            case TCP_REQUEST_CONTENT -> LogOrigin.TCP_REQUEST_CONTENT;
            case TCP_RESPONSE_CONTENT -> LogOrigin.TCP_RESPONSE_CONTENT;
            case HTTP_REQUEST -> LogOrigin.HTTP_REQUEST;
            case HTTP_RESPONSE -> LogOrigin.HTTP_RESPONSE;
            case HTTP_AFTER_RESPONSE -> LogOrigin.HTTP_AFTER_RESPONSE;
        };
        final DoLog action = new DoLog(origin);
        String name = null;
        while (words.accept("profile"))
        {
            if (!words.hasNext())
            {
                throw new ConfigException("action 'do-log': 'profile' expects argument.");
            }
            name = words.next();
        }
        if (null != name)
        {
            final String wanted = name;
            final LogProfile.Lookup profiles = context.expr().service(LogProfile.Lookup.class);
            context.later(() -> action.resolve(profiles, wanted));
        }
        return action;
    }

    private void resolve(final LogProfile.Lookup profiles, final String name)
    {
        profile = profiles.profile(name);
        if (null == profile)
        {
            throw new ConfigException("do-log action: profile '" + name + "' is invalid");
        }
    }

    @Override
    public ActionResult run(final ActionContext ctx, final int options)
    {
        ctx.log(origin, profile);
        return ActionResult.CONTINUE;
    }
}
