/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    private final Map<Class<?>, Object> parts;
    private ConfigLine line = ConfigLine.of("", 0);
    private String section = "";
    private int fatalCount;
    private boolean aborted;
    private boolean isAbortDeferred;
    private boolean experimentalAllowed;
    private boolean deprecatedAllowed;
    private boolean discovery;
    private String localPeer = DefaultVariables.hostName();
    private DefaultPath defaultPath = DefaultPath.CURRENT;
    private Path workingDirectory = Path.of("");
    private Path base = workingDirectory;

    /** Settings of {@code default-path}: what relative file names are relative to. */
    public enum DefaultPath
    {
        /** The directory the process was started in, or changed to by {@code -C}. */
        CURRENT,
        /** The directory of the configuration file. */
        CONFIG,
        /** The parent of that directory. */
        PARENT,
        /** A directory named by the directive. */
        ORIGIN
    }

    public ParseContext(final Messages messages, final Environment environment, final KeywordRegistry registry)
    {
        this(messages, environment, registry, new HashMap<>());
    }

    private ParseContext(
        final Messages messages,
        final Environment environment,
        final KeywordRegistry registry,
        final Map<Class<?>, Object> parts)
    {
        this.messages = messages;
        this.environment = environment;
        this.registry = registry;
        this.parts = parts;
    }

    /**
     * To read one more line of a configuration that is in force, as an order at run time gives it. Conductor only.
     *
     * @param ofOrder where the messages about it go.
     * @return context with the same parts and permissions, without errors.
     */
    public ParseContext later(final Messages ofOrder)
    {
        final ParseContext later = new ParseContext(ofOrder, environment, registry, parts);
        later.experimentalAllowed = experimentalAllowed;
        later.deprecatedAllowed = deprecatedAllowed;
        later.localPeer = localPeer;
        later.defaultPath = defaultPath;
        later.workingDirectory = workingDirectory;
        later.base = base;
        return later;
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

    /** As {@link #alert}, in HAProxy's other layout, without a blank: {@code parsing [file:line]: text}. */
    public void alertTight(final String text)
    {
        messages.alert("parsing [" + line.where() + "]: " + text);
        fatalCount++;
    }

    /** As {@link #warning}, in HAProxy's other layout, without a blank: {@code parsing [file:line]: text}. */
    public void warningTight(final String text)
    {
        messages.warning("parsing [" + line.where() + "]: " + text);
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

    /**
     * Read on to the end of the file, so that its other errors are told too, and then stop. HAProxy stops at once; what
     * it says is the beginning of what is said here.
     */
    public void abortAtEnd()
    {
        isAbortDeferred = true;
    }

    /** Whether reading ends with this file. */
    boolean isAbortDeferred()
    {
        return isAbortDeferred;
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

    /** Whether this is the first reading, for settings that decide how the process runs. */
    public boolean isDiscovery()
    {
        return discovery;
    }

    /** Name of this process among peers: the host's name, {@code -L}, or {@code localpeer}. */
    public String localPeer()
    {
        return localPeer;
    }

    /** Name of this process among peers. */
    public void localPeer(final String name)
    {
        localPeer = name;
    }

    /** Directory that {@code -C} changed to. */
    public void workingDirectory(final Path directory)
    {
        workingDirectory = directory;
        base = directory;
    }

    /** The directive {@code default-path}; {@code origin} matters for {@link DefaultPath#ORIGIN} only. */
    public void defaultPath(final DefaultPath mode, final String origin)
    {
        defaultPath = mode;
        if (DefaultPath.ORIGIN == mode)
        {
            base = workingDirectory.resolve(path(origin));
        }
        else
        {
            enterFile(line.file());
        }
    }

    /** The file a word names, relative names resolved as {@code default-path} says. */
    public Path resolve(final String name)
    {
        return base.resolve(path(name));
    }

    /** A path from a word, whose chars are the bytes of the name. */
    public static Path path(final String name)
    {
        return Path.of(new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    void discovery(final boolean on)
    {
        discovery = on;
    }

    void enterFile(final String name)
    {
        final Path directory = path(name).getParent();
        final Path own = workingDirectory.resolve(null == directory ? Path.of("") : directory);
        switch (defaultPath)
        {
            case CURRENT -> base = workingDirectory;
            case CONFIG -> base = own;
            case PARENT -> base = own.resolve("..");
            default ->
            {
            }
        }
    }

    private String located(final String text)
    {
        return "parsing [" + line.where() + "] : " + text;
    }
}
