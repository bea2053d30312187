/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.FetchContext;

/**
 * The reply of an {@code http-errors} section for a status, found when the whole configuration is known.
 */
public final class SectionReply implements Reply
{
    /** Knows the sections. */
    public interface Sections
    {
        /** Whether there is a section of that name. */
        boolean hasSection(String name);

        /** Reply of a section for a status, or null. */
        Reply reply(String name, int status);
    }

    private final int status;
    private final String section;
    private Reply reply;

    SectionReply(final int status, final String section)
    {
        this.status = status;
        this.section = section;
    }

    void resolve(final RuleContext context)
    {
        final Sections sections = context.expr().service(Sections.class);
        if (!sections.hasSection(section))
        {
            throw new ConfigException("unknown http-errors section '" + section + "' referenced by an http reply ");
        }
        reply = sections.reply(section, status);
        if (null == reply)
        {
            context.expr().warn("Proxy '" + context.expr().proxy() + "': status '" + status +
                "' referenced by an http reply not declared in http-errors section '" + section + "'.");
            reply = HttpReply.empty(status);
        }
    }

    @Override
    public int status()
    {
        return status;
    }

    @Override
    public boolean render(final FetchContext ctx, final HttpMessage head, final ByteWriter body)
    {
        return reply.render(ctx, head, body);
    }
}
