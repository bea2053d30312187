/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LineDispatcher;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.SectionParser;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ErrorReply;
import io.fairlead.engine.proxy.HttpErrorsSection;

/** {@code http-errors} sections: answers to errors under a name. */
final class HttpErrorsSectionParser implements SectionParser
{
    private HttpErrorsSection section;

    static void register(final KeywordRegistry registry)
    {
        registry.register(
            Keyword.of(KeywordKind.HTTP_ERRORS, "errorfile").syntax("errorfile <status> <file>").manual("12.4")
            .summary("File with the answer to an error")
            .parsedBy(HttpErrorsSection.class, HttpErrorsSectionParser::errorFile));
    }

    @Override
    public void begin(final ConfigLine line, final ParseContext context)
    {
        final Configuration configuration = Configuration.of(context);
        configuration.sectionsBegun.add(line.word(0));
        final String name = line.word(1);
        section = new HttpErrorsSection();
        if (name.isEmpty())
        {
            context.alert("missing name for http-errors section.");
            context.abort();
            return;
        }
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            context.alert("character '" + (char)invalid + "' is not permitted in 'http-errors' name '" + name + "'.");
        }
        section.name = name;
        section.file = line.file();
        section.line = line.number();
        final HttpErrorsSection other = configuration.httpErrors.get(name);
        if (null != other)
        {
            context.alertTight("http-errors section '" + name + "' already exists (declared at " + other.file + ':' +
                other.line + ").");
            return;
        }
        configuration.httpErrors.put(name, section);
    }

    @Override
    public void keyword(final ConfigLine line, final ParseContext context)
    {
        LineDispatcher.dispatch(KeywordKind.HTTP_ERRORS, section, line, context);
    }

    private static void errorFile(final HttpErrorsSection section, final Words words, final ParseContext context)
    {
        if (words.remaining() < 2)
        {
            throw new ConfigException("errorfile: expects <status_code> and <file> as arguments.");
        }
        final ErrorReply reply = ErrorWords.file("errorfile : ", words, context);
        section.replies.put(reply.status(), reply);
    }
}
