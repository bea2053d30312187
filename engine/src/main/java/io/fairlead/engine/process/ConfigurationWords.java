/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.Messages;
import io.fairlead.engine.proxy.Configuration;

/** Which configuration a command is about, and how it is read: as the daemon does with {@code -c}. */
final class ConfigurationWords
{
    private final List<String> words = new ArrayList<>(List.of("-c"));

    boolean isEmpty()
    {
        return !words.contains("-f");
    }

    /** Take an option when it is one of those; false when not. */
    boolean take(final String word, final Options options)
    {
        switch (word)
        {
            case "-f", "-C", "-L" ->
            {
                words.add(word);
                words.add(options.value());
                return true;
            }
            case "-dD", "-dr", "-dW", "-q" ->
            {
                words.add(word);
                return true;
            }
            default ->
            {
                return false;
            }
        }
    }

    void file(final String name)
    {
        words.add("-f");
        words.add(name);
    }

    /** Read and check; null when it has errors, which were told. */
    Configuration load(final Messages messages)
    {
        final CommandLine line =
            CommandLine.parse(words.toArray(new String[0]), "fairlead", messages, System.out, System.err);
        if (CommandLine.CONTINUE != line.exitCode())
        {
            return null;
        }
        messages.quiet(line.isQuiet()).diagnostic(line.isDiagnostic());
        final Configuration configuration = new Loader(line, messages).load();
        if (null != configuration && messages.warningCount() > 0 &&
            (line.isZeroWarning() || configuration.global.isZeroWarning))
        {
            messages.alert("Some warnings were found and 'zero-warning' is set. Aborting.");
            return null;
        }
        return configuration;
    }
}
