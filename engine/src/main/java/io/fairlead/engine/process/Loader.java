/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.config.ConfigDump;
import io.fairlead.engine.config.ConfigFile;
import io.fairlead.engine.config.ConfigFiles;
import io.fairlead.engine.config.ConfigReader;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.KeywordDump;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.directive.ConfigurationCheck;
import io.fairlead.engine.directive.MasterSocketLine;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.sample.VariableNames;

/** Reads and checks the files of a command line. Used at start and at each reload. */
final class Loader
{
    private final CommandLine line;
    private final Messages messages;
    private final Environment environment = Environment.ofProcess();
    private final Path directory;
    private VariableNames variables;
    private List<ConfigFile> files;

    Loader(final CommandLine line, final Messages messages)
    {
        this.line = line;
        this.messages = messages;
        this.directory = Path.of(null == line.directory() ? "" : line.directory());
    }

    /** Have variables of expressions keep the places they have in the process; for a reload. */
    Loader variables(final VariableNames known)
    {
        variables = known;
        return this;
    }

    /** Variables as the files left them. */
    Environment environment()
    {
        return environment;
    }

    /**
     * Find the files and read their bytes.
     *
     * @return false when one cannot be read, which was told.
     */
    boolean open()
    {
        if (null != line.directory() && !Files.isDirectory(directory))
        {
            messages.alert("Could not change to directory " + line.directory() + " : " +
                (Files.exists(directory) ? "Not a directory" : "No such file or directory"));
            return false;
        }
        files = ConfigFiles.load(line.files(), directory, messages);
        return null != files;
    }

    /** Whether the directories given had no file for us. */
    boolean isEmpty()
    {
        return files.isEmpty();
    }

    /**
     * Parse and check what was read, or read it first.
     *
     * @return the configuration; null when it has errors, which were told.
     */
    Configuration load()
    {
        if (null == files && !open())
        {
            return null;
        }
        final KeywordRegistry registry = Catalog.registry();
        final ParseContext context = new ParseContext(messages, environment, registry);
        context.workingDirectory(directory);
        if (null != variables)
        {
            context.shared(VariableNames.class, () -> variables);
        }
        if (null != line.localPeer())
        {
            context.localPeer(line.localPeer());
        }
        final ConfigReader reader = new ConfigReader(context, line.enabledNames());
        if (null != line.configurationDump())
        {
            reader.dump(new ConfigDump(line.configurationDump(), System.out));
        }
        if (!reader.read(files) || !ConfigurationCheck.check(context, line.isLenientResolving()))
        {
            return null;
        }
        if (null != line.keywordDump())
        {
            KeywordDump.print(line.keywordDump(), registry, System.out);
        }
        final Configuration configuration = Configuration.of(context);
        if (configuration.global.threadCount <= 0)
        {
            messages.diag(
                "Created " + Runtime.getRuntime().availableProcessors() + " threads split into 1 groups");
        }
        configuration.files = String.join(" ", line.files());
        configuration.reading = context;
        if (line.isIpv4Only())
        {
            configuration.global.dnsAcceptFamily = "ipv4";
        }
        return configuration;
    }

    /**
     * Read the values of {@code -S}.
     *
     * @return lines in the order of the command line; null when one has errors, which were told.
     */
    List<BindSettings> masterLines()
    {
        final ParseContext context = new ParseContext(messages, environment, Catalog.registry());
        final List<BindSettings> lines = new ArrayList<>();
        for (final String text : line.masterSockets().reversed())
        {
            final BindSettings settings = MasterSocketLine.parse(text, context);
            if (null == settings)
            {
                return null;
            }
            lines.add(settings);
        }
        return lines;
    }
}
