/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.config.ConfigException;

/**
 * All variables named by a configuration (or by the runtime API later on), with the values of those of the process.
 * Names are only added; any thread.
 */
public final class VariableNames
{
    private final VariableStore process = new SharedVariableStore();
    private final Map<String, VariableName> byText = new HashMap<>();
    private final Map<VariableScope, List<VariableName>> byScope = new EnumMap<>(VariableScope.class);

    /**
     * Variable of a full name, made known when it is new.
     *
     * @throws ConfigException with the bare message when scope or characters are wrong.
     */
    public synchronized VariableName of(final String text)
    {
        if (text.isEmpty())
        {
            throw new ConfigException("Empty variable name cannot be accepted");
        }
        final VariableName known = byText.get(text);
        if (null != known)
        {
            return known;
        }
        final VariableScope scope = scope(text);
        for (int i = scope.text().length() + 1; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || '_' == c || '.' == c))
            {
                throw new ConfigException("invalid syntax at char '" + c + '\'');
            }
        }
        final List<VariableName> siblings = byScope.computeIfAbsent(scope, key -> new ArrayList<>());
        final VariableName name = new VariableName(
            scope, siblings.size(), text, VariableScope.PROC == scope ? process : null);
        siblings.add(name);
        byText.put(text, name);
        return name;
    }

    private static VariableScope scope(final String text)
    {
        for (final VariableScope scope : VariableScope.values())
        {
            if (text.startsWith(scope.text()) && text.length() > scope.text().length() + 1 &&
                '.' == text.charAt(scope.text().length()))
            {
                return scope;
            }
        }
        throw new ConfigException("invalid variable name '" + text + "'. A variable name must start with its scope. " +
            "The scope can be 'proc', '(p)sess', '(p)txn', '(p)req', '(p)res' or 'check'");
    }

    /** Variables of a scope known so far. */
    public synchronized int count(final VariableScope scope)
    {
        final List<VariableName> names = byScope.get(scope);
        return null == names ? 0 : names.size();
    }

    /** All names of a scope known so far, in order of their places. */
    public synchronized List<VariableName> all(final VariableScope scope)
    {
        return List.copyOf(byScope.getOrDefault(scope, List.of()));
    }

    /** Variable of a full name, or null when it was never mentioned. */
    public synchronized VariableName find(final String text)
    {
        return byText.get(text);
    }
}
