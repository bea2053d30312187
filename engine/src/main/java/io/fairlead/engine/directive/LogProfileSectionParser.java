/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LineDispatcher;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.SectionParser;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogOptions;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ExprUse;
import io.fairlead.engine.sample.VariableNames;

/** {@code log-profile} sections: records that look different for one destination. Source: configuration.txt 8.3.5. */
final class LogProfileSectionParser implements SectionParser
{
    private LogProfile profile;

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.of(KeywordKind.LOG_PROFILE, "log-tag").syntax("log-tag <tag>").manual("8.3.5")
                .words(1, Keyword.UNLIMITED).expects("a tag for use in syslog").summary("Program name in records")
                .parsedBy(LogProfile.class, (profile, words, context) -> profile.tag = words.next()),
            Keyword.of(KeywordKind.LOG_PROFILE, "on").syntax("on <step> [drop] [format <fmt>] [sd <sd_fmt>]")
                .manual("8.3.5").summary("What is written at a moment")
                .parsedBy(LogProfile.class, LogProfileSectionParser::on));
    }

    @Override
    public void begin(final ConfigLine line, final ParseContext context)
    {
        final Configuration configuration = Configuration.of(context);
        configuration.sectionsBegun.add(line.word(0));
        final String name = line.word(1);
        profile = new LogProfile(name, line.file(), line.number());
        if (name.isEmpty())
        {
            context.alert("missing name for log-profile section.");
            context.abort();
            return;
        }
        if (!line.word(2).isEmpty())
        {
            context.alert("'log-profile' cannot handle unexpected argument '" + line.word(2) + "'.");
            return;
        }
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            context.alert("character '" + (char)invalid + "' is not permitted in 'log-profile' name '" + name + "'.");
            context.abort();
            return;
        }
        final LogProfile other = configuration.logProfiles.get(name);
        if (null != other)
        {
            context.fatal("Parsing [" + line.file() + ':' + line.number() + "]: log-profile section '" + name +
                "' has the same name as another log-profile section declared at " + other.file + ':' + other.line +
                '.');
            return;
        }
        configuration.logProfiles.put(name, profile);
    }

    @Override
    public void keyword(final ConfigLine line, final ParseContext context)
    {
        if (null == context.registry().find(KeywordKind.LOG_PROFILE, new Words(line, 0)))
        {
            context.alert("unknown keyword '" + line.word(0) + "' in log-profile section.");
            context.abort();
            return;
        }
        LineDispatcher.dispatch(KeywordKind.LOG_PROFILE, profile, line, context);
    }

    private static void on(final LogProfile profile, final Words words, final ParseContext context)
    {
        final String name = words.next();
        final LogProfile.Step step = profile.define(name);
        if (null == step)
        {
            final StringBuilder extra = new StringBuilder();
            for (final LogOrigin origin : LogOrigin.values())
            {
                if (origin.isRule())
                {
                    extra.append(extra.isEmpty() ? "'" : ", '").append(origin.text()).append('\'');
                }
            }
            throw ConfigException.tight("'on' expects a log step.\nexpected values are: 'accept', 'request', " +
                "'connect', 'response', 'close', 'error' or 'any'.\nOr one of the additional log steps: " + extra +
                '.');
        }
        boolean isFirst = true;
        while (words.hasNext())
        {
            final String word = words.peek();
            if ("drop".equals(word) && isFirst)
            {
                words.next();
                step.isDropped = true;
            }
            else if ("format".equals(word) || "sd".equals(word))
            {
                words.next();
                step.isDropped = false;
                final LogFormat format = format(name, word, words, context);
                if ("sd".equals(word))
                {
                    step.structuredData = format;
                }
                else
                {
                    step.format = format;
                }
            }
            else
            {
                isFirst = true;
                break;
            }
            isFirst = false;
        }
        if (isFirst)
        {
            throw new ConfigException("'on " + name + "' expects 'drop', 'format' or 'sd'.");
        }
    }

    private static LogFormat format(
        final String step, final String word, final Words words, final ParseContext context)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("'on " + step + ' ' + word + "' expects a logformat string.");
        }
        final ExprContext expressions = new ExprContext(context, "log-profile")
            .service(PatternRegistry.class, ProxyBuild.patterns(context))
            .service(VariableNames.class, ProxyBuild.variables(context))
            .use(ExprUse.LOG);
        try
        {
            final LogFormat format = LogFormat.compile(words.next(), expressions,
                LogOptions.MANDATORY | LogOptions.MERGE_SPACES, Checkpoint.LOG.mask());
            expressions.forgetUsed(); // what a profile shows is not kept for its sake
            Configuration.of(context).expressionContexts.add(expressions);
            return format;
        }
        catch (final ConfigException e)
        {
            context.fatal("Parsing [" + context.line().file() + ':' + context.line().number() +
                "]: failed to parse logformat: " + e.getMessage() + '.');
            words.rest();
            return null;
        }
    }
}
