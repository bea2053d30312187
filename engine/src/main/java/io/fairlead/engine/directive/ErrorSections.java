/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ErrorReply;
import io.fairlead.engine.proxy.HttpErrorsSection;
import io.fairlead.engine.rules.Reply;
import io.fairlead.engine.rules.SectionReply;

/** Looks up replies of {@code http-errors} sections for rules. */
final class ErrorSections implements SectionReply.Sections
{
    private final Configuration configuration;

    ErrorSections(final Configuration configuration)
    {
        this.configuration = configuration;
    }

    @Override
    public boolean hasSection(final String name)
    {
        return configuration.httpErrors.containsKey(name);
    }

    @Override
    public Reply reply(final String name, final int status)
    {
        final HttpErrorsSection section = configuration.httpErrors.get(name);
        final ErrorReply reply = null == section ? null : section.replies.get(status);
        return null == reply ? null : reply.reply();
    }
}
