/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a keyword needs while the configuration is read. One for a whole configuration; {@link #line()} follows the
 * reader. Not thread safe.
 */
public final class ParseContext
{
    private final Messages messages;
    private final Environment environment;
    private final KeywordRegistry registry;
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private ConfigLine line = ConfigLine.of("", 0);
    private String section = "";
    private int fatalCount;
    private boolean aborted;
    private boolean experimentalAllowed;
    private boolean deprecatedAllowed;

    public ParseContext(final Messages messages, final Environment environment, final KeywordRegistry registry)
    {
        this.messages = messages;
        this.environment = environment;
        this.registry = registry;
    }

    /** Where messages go. */
    public Messages messages()
    {
        return messages;
    }

    /** Variables, changed by {@code setenv} and its kin. */
    public Environment environment()
    {
        return environment;
    }

    /** All keywords. */
    public KeywordRegistry registry()
    {
        return registry;
    }

    /** The one object of a type that section parsers of this configuration share; made when first asked for. */
    public <T> T shared(final Class<T> type, final Supplier<T> maker)
    {
        final Object present = parts.get(type);
        if (null != present)
        {
            return type.cast(present);
        }
        final T made = maker.get();
        parts.put(type, made);
        return made;
    }

    /** Line being read. */
    public ConfigLine line()
    {
        return line;
    }

    /** Line being read; called by the reader, and by one who parses a line later than it was read. */
    public void line(final ConfigLine current)
    {
        line = current;
    }

    /** Name of the section being read, for example {@code listen}. */
    public String section()
    {
        return section;
    }

    /** Name of the section being read; called by the reader. */
    public void section(final String name)
    {
        section = name;
    }

    /** An error on the current line: {@code parsing [file:line] : text}; nothing will be started, reading goes on. */
    public void alert(final String text)
    {
        messages.alert(located(text));
        fatalCount++;
    }

    /** A warning on the current line: {@code parsing [file:line] : text}. */
    public void warning(final String text)
    {
        messages.warning(located(text));
    }

    /** Information on the current line: {@code parsing [file:line] : text}. */
    public void notice(final String text)
    {
        messages.notice(located(text));
    }

    /** A hint on the current line, given only with {@code -dD}. */
    public void diag(final String text)
    {
        messages.diag(located(text));
    }

    /** An error without place; nothing will be started. */
    public void fatal(final String text)
    {
        messages.alert(text);
        fatalCount++;
    }

    /** Give up reading after the current line. */
    public void abort()
    {
        aborted = true;
        fatalCount++;
    }

    /** Whether reading was given up. */
    public boolean isAborted()
    {
        return aborted;
    }

    /** Errors that forbid to start. */
    public int fatalCount()
    {
        return fatalCount;
    }

    /** Whether {@code expose-experimental-directives} was seen. */
    public boolean isExperimentalAllowed()
    {
        return experimentalAllowed;
    }

    /** {@code expose-experimental-directives} was seen. */
    public void allowExperimental()
    {
        experimentalAllowed = true;
    }

    /** Whether {@code expose-deprecated-directives} was seen. */
    public boolean isDeprecatedAllowed()
    {
        return deprecatedAllowed;
    }

    /** {@code expose-deprecated-directives} was seen. */
    public void allowDeprecated()
    {
        deprecatedAllowed = true;
    }

    private String located(final String text)
    {
        return "parsing [" + line.where() + "] : " + text;
    }
}
