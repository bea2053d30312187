/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.LogRingSettings;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.dns.ResolversSettings;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.UserList;
import io.fairlead.engine.sample.VariableNames;

/**
 * Everything a set of configuration files says: the result of reading. Filled by the section parsers on the starting
 * thread (or the conductor, for a reload), checked, and immutable afterwards.
 */
public final class Configuration
{
    /** Files and directories it was read from, as given, separated by blanks. */
    public String files = "";
    /** The {@code global} sections. */
    public final GlobalSettings global = new GlobalSettings();
    /** All proxies in the order they were written, disabled ones included, without defaults. */
    public final List<ProxySettings> proxies = new ArrayList<>();
    /** All {@code defaults} sections in order. */
    public final List<ProxySettings> allDefaults = new ArrayList<>();
    /** Named {@code defaults} sections; the last one of a name. */
    public final Map<String, ProxySettings> defaultsByName = new LinkedHashMap<>();
    /** Proxies with a listening side by name. */
    public final Map<String, ProxySettings> frontends = new LinkedHashMap<>();
    /** Proxies with a server side by name. */
    public final Map<String, ProxySettings> backends = new LinkedHashMap<>();
    /** {@code http-errors} sections by name. */
    public final Map<String, HttpErrorsSection> httpErrors = new LinkedHashMap<>();
    /** {@code ring} sections by name. */
    public final Map<String, LogRingSettings> rings = new LinkedHashMap<>();
    /** {@code log-forward} sections by name. */
    public final Map<String, LogForwardSettings> logForwards = new LinkedHashMap<>();
    /** {@code log-profile} sections by name. */
    public final Map<String, LogProfile> logProfiles = new LinkedHashMap<>();
    /** {@code userlist} sections by name. */
    public final Map<String, UserList> userLists = new LinkedHashMap<>();
    /** {@code resolvers} sections by name. */
    public final Map<String, ResolversSettings> resolvers = new LinkedHashMap<>();
    /** {@code healthcheck} sections by name. */
    public final Map<String, HealthCheckSection> healthChecks = new LinkedHashMap<>();
    /** Arguments of expressions that name proxies, servers and lists; to be resolved to running objects. */
    public final List<ExprContext> expressionContexts = new ArrayList<>();
    /** Variables named anywhere. */
    public VariableNames variables = new VariableNames();
    /** Pattern files and lists named anywhere. */
    public PatternRegistry patterns = new PatternRegistry();
    /** {@code stats socket} lines of the global section. */
    public final List<BindSettings> statsSockets = new ArrayList<>();
    /** TLS words of {@code global}, kept for TLS, which is refused where it is asked for; word to arguments. */
    public final Map<String, String> tlsWords = new LinkedHashMap<>();
    /** Names of sections other than {@code global} begun so far, in order; for words that must come first. */
    public final List<String> sectionsBegun = new ArrayList<>();

    /** What it was read with, for servers that are added at run time; null before it is complete. */
    public ParseContext reading;

    /** The configuration being read. */
    public static Configuration of(final ParseContext context)
    {
        return context.shared(Configuration.class, Configuration::new);
    }
}
