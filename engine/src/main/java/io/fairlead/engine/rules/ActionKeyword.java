/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;

/**
 * Description of an action: its word, the phases where it may stand, and its parser.
 */
public final class ActionKeyword
{
    private final String name;
    private final ActionParser parser;
    private Phase[] phases = {};
    private boolean isPrefix;
    private boolean isExperimental;
    private String manual = "4.3";
    private String summary = "";

    private ActionKeyword(final String name, final ActionParser parser)
    {
        this.name = name;
        this.parser = parser;
    }

    /** Begin a description. */
    public static ActionKeyword of(final String name, final ActionParser parser)
    {
        return new ActionKeyword(name, parser);
    }

    /** Phases where it may stand. */
    public ActionKeyword in(final Phase... newPhases)
    {
        phases = newPhases;
        return this;
    }

    /** The word goes on with something in parentheses or digits, as {@code set-var(txn.x)}. */
    public ActionKeyword prefix()
    {
        isPrefix = true;
        return this;
    }

    /** It is refused unless {@code expose-experimental-directives} was given. */
    public ActionKeyword experimental()
    {
        isExperimental = true;
        return this;
    }

    /** Section of configuration.txt. */
    public ActionKeyword manual(final String section)
    {
        manual = section;
        return this;
    }

    /** One line of explanation. */
    public ActionKeyword summary(final String text)
    {
        summary = text;
        return this;
    }

    /** Make the action known. */
    public void register(final KeywordRegistry registry)
    {
        for (final Phase phase : phases)
        {
            final Keyword keyword = Keyword.action(phase.kind(), name).manual(manual).summary(summary).does(this);
            if (isExperimental)
            {
                keyword.experimental();
            }
            registry.register(isPrefix ? keyword.prefixMatched() : keyword);
        }
    }

    public String name()
    {
        return name;
    }

    public ActionParser parser()
    {
        return parser;
    }
}
