/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/**
 * Applies one use of a keyword to the object being configured.
 *
 * @param <T> what is configured: global settings, a proxy, a bind line, a server, ...
 */
@FunctionalInterface
public interface KeywordParser<T>
{
    /**
     * Apply the words.
     *
     * @param target  object being configured.
     * @param words   cursor standing behind the keyword; an option of a {@code bind} or {@code server} line takes what
     *                belongs to it and leaves the cursor behind its last argument.
     * @param context messages, environment, registry.
     * @throws ConfigException with the message to print; the line is then refused and reading goes on.
     */
    void parse(T target, Words words, ParseContext context);
}
