/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.check.CheckRuleSet;

/**
 * A {@code healthcheck} section: how servers that name it are checked, whatever their backend says. Filled while a
 * configuration is read and immutable afterwards. Source: configuration.txt 12.9.
 */
public final class HealthCheckSection
{
    /** Its name. */
    public final String name;
    /** File of its first line. */
    public final String file;
    /** Number of its first line. */
    public final int line;
    /** Stands for the proxy the words of checks are otherwise found in. */
    public final ProxySettings proxy = new ProxySettings();
    /** {@code type}; null before it was read. */
    public String type;

    /**
     * A section without words.
     *
     * @param name of the section.
     * @param file where it stands.
     * @param line of the file.
     */
    public HealthCheckSection(final String name, final String file, final int line)
    {
        this.name = name;
        this.file = file;
        this.line = line;
        proxy.kind = ProxySettings.Kind.BACKEND;
        proxy.name = "TCPCHECKS";
    }

    /** Its rules; null = connect only. */
    public CheckRuleSet rules()
    {
        return proxy.check.rules;
    }
}
