/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench;

import java.util.List;
import java.util.Map;

import io.fairlead.engine.acl.AclTable;
import io.fairlead.engine.acl.Condition;
import io.fairlead.engine.acl.ConditionParser;
import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.config.ConfigFile;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.ConfigReader;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.directive.ConfigurationCheck;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogOptions;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.VariableNames;

/** Reads pieces of the configuration language, and whole configurations, as the daemon does. */
public final class Language
{
    private static final String FILE = "bench.cfg";
    private static final String FEATURES = " EPOLL POLL SPLICE GETADDRINFO REUSEPORT ";

    private final ParseContext parse = context();
    private final ExprContext context = new ExprContext(parse, "bench").http(true)
        .service(AclTable.class, new AclTable())
        .service(PatternRegistry.class, new PatternRegistry())
        .service(VariableNames.class, new VariableNames());

    private static ParseContext context()
    {
        return new ParseContext(Messages.collecting(), new Environment(Map.of()), Catalog.registry());
    }

    /**
     * An expression.
     *
     * @param text as written in a configuration.
     * @return ready to be evaluated.
     */
    public SampleExpr expression(final String text)
    {
        parse.line(ConfigLine.of(FILE, 1, text));
        return ExprParser.parse(text, context);
    }

    /**
     * A condition.
     *
     * @param words {@code if} and what follows.
     * @return ready to be tested.
     */
    public Condition condition(final String... words)
    {
        final ConfigLine line = ConfigLine.of(FILE, 1, words);
        parse.line(line);
        return ConditionParser.parse(new Words(line, 0), context);
    }

    /**
     * A log format.
     *
     * @param text of the format.
     * @return ready to be written.
     */
    public LogFormat format(final String text)
    {
        parse.line(ConfigLine.of(FILE, 1, "log-format"));
        return LogFormat.compile(text, context, LogOptions.MANDATORY | LogOptions.MERGE_SPACES, Checkpoint.LOG.mask());
    }

    /**
     * A whole configuration.
     *
     * @param text of the file.
     * @return read and checked.
     */
    public static Configuration configuration(final String text)
    {
        final ParseContext parse = context();
        if (!new ConfigReader(parse, FEATURES).read(List.of(new ConfigFile(FILE, text))) ||
            !ConfigurationCheck.check(parse, false))
        {
            throw new IllegalArgumentException("refused: " + parse.messages().given() + " in\n" + text);
        }
        return Configuration.of(parse);
    }
}
