/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads configuration files with a small language of its own: {@code setenv} and its kin in {@code global}, any words
 * in {@code defaults}, {@code listen}, {@code frontend}, {@code backend}. Enough to compare lexer and conditions with
 * HAProxy.
 */
final class ConfigProbe
{
    private final StringBuilder output = new StringBuilder();
    private final List<ConfigLine> lines = new ArrayList<>();
    private final Environment environment;

    ConfigProbe(final Environment environment)
    {
        this.environment = environment;
    }

    /** Read files by name; the exit code is 1 after errors, else 0. */
    int read(final boolean isDiagnostic, final List<String> names)
    {
        final Messages messages = new Messages(output::append, 1, Version.HAPROXY, null).diagnostic(isDiagnostic);
        final List<ConfigFile> files = ConfigFiles.load(names, Path.of(""), messages);
        return null != files && read(files, messages) ? 0 : 1;
    }

    /** Read texts. */
    int readText(final String... texts)
    {
        final List<ConfigFile> files = new ArrayList<>();
        for (int i = 0; i < texts.length; i++)
        {
            files.add(new ConfigFile("t" + i + ".cfg", texts[i]));
        }
        return read(files, new Messages(output::append, 1, Version.HAPROXY, null)) ? 0 : 1;
    }

    private boolean read(final List<ConfigFile> files, final Messages messages)
    {
        final ParseContext context = new ParseContext(messages, environment, registry());
        context.localPeer("peer");
        return new ConfigReader(context, " EPOLL POLL SPLICE GETADDRINFO REUSEPORT FAST-FORWARD ").read(files);
    }

    /** What was printed. */
    String output()
    {
        return output.toString();
    }

    /** Lines of all sections, as handed over in the second reading. */
    List<ConfigLine> lines()
    {
        return lines;
    }

    private KeywordRegistry registry()
    {
        final KeywordRegistry registry = new KeywordRegistry();
        registry.section(Keyword.of(KeywordKind.SECTION, "global"), () -> new Recorder(true));
        for (final String name : List.of("defaults", "listen", "frontend", "backend"))
        {
            registry.section(Keyword.of(KeywordKind.SECTION, name), () -> new Recorder(false));
        }
        registry.registerAll(
            Keyword.global("setenv").words(0, 2).discovered()
                .parsedBy(Environment.class, (env, words, context) -> env.set(name(words), value(words))),
            Keyword.global("presetenv").words(0, 2).discovered()
                .parsedBy(Environment.class, (env, words, context) -> env.preset(name(words), value(words))),
            Keyword.global("unsetenv").words(1, Keyword.UNLIMITED).discovered()
                .parsedBy(Environment.class, (env, words, context) -> env.unset(words.next())));
        return registry;
    }

    private static String name(final Words words)
    {
        if (!words.hasNext())
        {
            throw new ConfigException("'setenv' expects environment variable name.\n.");
        }
        return words.next();
    }

    private static String value(final Words words)
    {
        if (!words.hasNext())
        {
            throw new ConfigException(
                "'setenv' expects environment variable value for '" + words.line().word(1) + "'.\n.");
        }
        return words.next();
    }

    /** Keeps the lines. */
    private final class Recorder implements SectionParser
    {
        private final boolean isGlobal;

        Recorder(final boolean isGlobal)
        {
            this.isGlobal = isGlobal;
        }

        @Override
        public void begin(final ConfigLine line, final ParseContext context)
        {
            keep(line, context);
        }

        @Override
        public void keyword(final ConfigLine line, final ParseContext context)
        {
            keep(line, context);
            if (isGlobal)
            {
                LineDispatcher.dispatch(KeywordKind.GLOBAL, context.environment(), line, context);
            }
        }

        private void keep(final ConfigLine line, final ParseContext context)
        {
            if (!context.isDiscovery())
            {
                lines.add(line);
            }
        }
    }

    /** Print what HAProxy would print; for comparing by hand. */
    public static void main(final String[] names)
    {
        final ConfigProbe probe = new ConfigProbe(Environment.ofProcess());
        final int code = probe.read(false, List.of(names));
        System.out.print(probe.output());
        System.out.println("rc=" + code);
    }
}
