/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.nio.charset.StandardCharsets;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.DefaultVariables;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.VariableAssignment;
import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ProcessContext;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableScope;
import org.agrona.concurrent.UnsafeBuffer;

/** {@code set-var} and {@code set-var-fmt} of the global section: variables of the process that exist at the start. */
final class GlobalVariableWords
{
    private static final String MANUAL = "3.1";

    private GlobalVariableWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("set-var").words(0, Keyword.UNLIMITED).syntax("set-var <var-name> <expr>").manual(MANUAL)
                .summary("Set a variable of the process from an expression")
                .parsedBy(GlobalSettings.class, GlobalVariableWords::set),
            Keyword.global("set-var-fmt").words(0, Keyword.UNLIMITED).syntax("set-var-fmt <var-name> <fmt>")
                .manual(MANUAL).summary("Set a variable of the process from a format")
                .parsedBy(GlobalSettings.class, GlobalVariableWords::set));
    }

    private static void set(final GlobalSettings settings, final Words words, final ParseContext context)
    {
        final String keyword = words.line().word(0);
        final boolean isFormat = "set-var-fmt".equals(keyword);
        final String target = words.next();
        if (target.isEmpty() || words.peek().isEmpty())
        {
            throw new ConfigException("'" + keyword + "' requires a process-wide variable name ('proc.<name>') and a " +
                (isFormat ? "format string." : "sample expression."));
        }
        final ExprContext expressions = new ExprContext(context, "CFG")
            .service(PatternRegistry.class, ProxyBuild.patterns(context))
            .service(VariableNames.class, ProxyBuild.variables(context));
        final VariableAssignment assignment =
            VariableAssignment.parse(target, words, isFormat, expressions, Checkpoint.CONFIG.mask());
        if (VariableScope.PROC != assignment.name().scope())
        {
            throw new ConfigException("'" + keyword + "': cannot set variable '" + target +
                "', only scope 'proc' is permitted in the global section.");
        }
        assignment.run(new ProcessContext(new StartingProcess()));
        words.rest(); // HAProxy looks at no further words
    }

    /** The process while its configuration is read. */
    private record StartingProcess() implements ProcessView
    {
        @Override
        public UnsafeBuffer hostName()
        {
            return new UnsafeBuffer(DefaultVariables.hostName().getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public int pid()
        {
            return (int)ProcessHandle.current().pid();
        }
    }
}
