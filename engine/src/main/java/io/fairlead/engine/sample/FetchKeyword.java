/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import io.fairlead.engine.config.ArgumentType;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;

/**
 * Description of a sample fetch: name, arguments, type of its value, sources, and what finds it.
 */
public final class FetchKeyword
{
    private final String name;
    private SampleType type = SampleType.STR;
    private Source[] sources = {};
    private int minArgs;
    private ArgumentType[] argTypes = {};
    private ArgsChecker checker = ArgsChecker.NONE;
    private SampleFetch fetch;
    private String manual = "";
    private String summary = "";

    private FetchKeyword(final String name)
    {
        this.name = name;
    }

    /** Begin a description. */
    public static FetchKeyword of(final String name)
    {
        return new FetchKeyword(name);
    }

    /** Type of the value. */
    public FetchKeyword returns(final SampleType newType)
    {
        type = newType;
        return this;
    }

    /** Views the fetch looks at. */
    public FetchKeyword from(final Source... newSources)
    {
        sources = newSources;
        return this;
    }

    /** Arguments: how many must be given, and the types of all. */
    public FetchKeyword args(final int min, final ArgumentType... types)
    {
        minArgs = min;
        argTypes = types;
        return this;
    }

    /** Check of arguments at load time. */
    public FetchKeyword check(final ArgsChecker newChecker)
    {
        checker = newChecker;
        return this;
    }

    /** Section of configuration.txt. */
    public FetchKeyword manual(final String section)
    {
        manual = section;
        return this;
    }

    /** One line of explanation. */
    public FetchKeyword summary(final String text)
    {
        summary = text;
        return this;
    }

    /** What finds the value. */
    public FetchKeyword by(final SampleFetch newFetch)
    {
        fetch = newFetch;
        return this;
    }

    /** The same fetch under another name. */
    public FetchKeyword alias(final String otherName)
    {
        final FetchKeyword copy = new FetchKeyword(otherName);
        copy.type = type;
        copy.sources = sources;
        copy.minArgs = minArgs;
        copy.argTypes = argTypes;
        copy.checker = checker;
        copy.fetch = fetch;
        copy.manual = manual;
        copy.summary = summary;
        return copy;
    }

    /** Make the keyword known. */
    public void register(final KeywordRegistry registry)
    {
        registry.register(Keyword.fetch(name).returns(type).from(sources).arguments(minArgs, argTypes)
            .manual(manual).summary(summary).does(this));
    }

    public String name()
    {
        return name;
    }

    public SampleType type()
    {
        return type;
    }

    /** Mask of {@link Source}. */
    public int sources()
    {
        int mask = 0;
        for (final Source source : sources)
        {
            mask |= source.mask();
        }
        return mask;
    }

    /** Mask of {@link Checkpoint}: where it may be used. */
    public int checkpoints()
    {
        return Source.checkpointsOf(sources());
    }

    public int minArgs()
    {
        return minArgs;
    }

    public ArgumentType[] argTypes()
    {
        return argTypes;
    }

    public ArgsChecker checker()
    {
        return checker;
    }

    public SampleFetch fetch()
    {
        return fetch;
    }

    public String manual()
    {
        return manual;
    }

    public String summary()
    {
        return summary;
    }
}
