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
 * Description of a converter: name, arguments, input and output types, and what does the work.
 */
public final class ConverterKeyword
{
    private final String name;
    private SampleType input = SampleType.ANY;
    private SampleType output = SampleType.SAME;
    private int minArgs;
    private ArgumentType[] argTypes = {};
    private ArgsChecker checker = ArgsChecker.NONE;
    private Converter converter;
    private String manual = "7.3.1";
    private String summary = "";

    private ConverterKeyword(final String name)
    {
        this.name = name;
    }

    /** Begin a description. */
    public static ConverterKeyword of(final String name)
    {
        return new ConverterKeyword(name);
    }

    /** Type wanted and type given. */
    public ConverterKeyword types(final SampleType from, final SampleType to)
    {
        input = from;
        output = to;
        return this;
    }

    /** Arguments: how many must be given, and the types of all. */
    public ConverterKeyword args(final int min, final ArgumentType... types)
    {
        minArgs = min;
        argTypes = types;
        return this;
    }

    /** Check of arguments at load time. */
    public ConverterKeyword check(final ArgsChecker newChecker)
    {
        checker = newChecker;
        return this;
    }

    /** Section of configuration.txt. */
    public ConverterKeyword manual(final String section)
    {
        manual = section;
        return this;
    }

    /** One line of explanation. */
    public ConverterKeyword summary(final String text)
    {
        summary = text;
        return this;
    }

    /** What does the work. */
    public ConverterKeyword by(final Converter newConverter)
    {
        converter = newConverter;
        return this;
    }

    /** The same converter under another name. */
    public ConverterKeyword alias(final String otherName)
    {
        final ConverterKeyword copy = new ConverterKeyword(otherName);
        copy.input = input;
        copy.output = output;
        copy.minArgs = minArgs;
        copy.argTypes = argTypes;
        copy.checker = checker;
        copy.converter = converter;
        copy.manual = manual;
        copy.summary = summary;
        return copy;
    }

    /** Make the keyword known. */
    public void register(final KeywordRegistry registry)
    {
        registry.register(Keyword.converter(name).takes(input).returns(output).arguments(minArgs, argTypes)
            .manual(manual).summary(summary).does(this));
    }

    public String name()
    {
        return name;
    }

    public SampleType input()
    {
        return input;
    }

    public SampleType output()
    {
        return output;
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

    public Converter converter()
    {
        return converter;
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
