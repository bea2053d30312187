/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Registrar;
import io.fairlead.engine.proxy.ProxySettings;

/** Lists all words of configuration files. */
public final class Directives implements Registrar
{
    @Override
    public void register(final KeywordRegistry registry)
    {
        sections(registry);
        GlobalProcessWords.register(registry);
        GlobalLimitWords.register(registry);
        GlobalTuneWords.register(registry);
        GlobalVariableWords.register(registry);
        StatsSocketDirectives.register(registry);
        LogWords.register(registry);
        ProxyWords.register(registry);
        RuleWords.register(registry);
        TimeoutWords.register(registry);
        BalanceWords.register(registry);
        ErrorWords.register(registry);
        OptionLine.register(registry);
        CompressionWords.register(registry);
        FilterWords.register(registry);
        CheckWords.register(registry);
        RemovedWords.register(registry);
        BindWords.register(registry);
        ServerWords.register(registry);
        HttpErrorsSectionParser.register(registry);
        UserListSectionParser.register(registry);
        LogProfileSectionParser.register(registry);
        ResolversSectionParser.register(registry);
        LogForwardSectionParser.register(registry);
        RingSectionParser.register(registry);
        HealthCheckSectionParser.register(registry);
    }

    private static void sections(final KeywordRegistry registry)
    {
        registry.section(section("global", "global", "3", "Settings of the process"), GlobalSection::new);
        registry.section(section("defaults", "defaults [<name>] [from <defaults>]", "4", "Settings proxies start from"),
            () -> new ProxySection(ProxySettings.Kind.DEFAULTS));
        registry.section(section("frontend", "frontend <name> [from <defaults>]", "4", "Where clients connect to"),
            () -> new ProxySection(ProxySettings.Kind.FRONTEND));
        registry.section(section("backend", "backend <name> [from <defaults>]", "4", "Servers to choose from"),
            () -> new ProxySection(ProxySettings.Kind.BACKEND));
        registry.section(section("listen", "listen <name> [from <defaults>]", "4", "A frontend and a backend in one"),
            () -> new ProxySection(ProxySettings.Kind.LISTEN));
        registry.section(section("http-errors", "http-errors <name>", "12.4", "Answers to errors"),
            HttpErrorsSectionParser::new);
        registry.section(section("userlist", "userlist <name>", "12.1", "Users, groups and passwords"),
            UserListSectionParser::new);
        registry.section(section("ring", "ring <name>", "12.6", "Records in memory, sent on to servers"),
            RingSectionParser::new);
        registry.section(section("log-forward", "log-forward <name>", "12.6", "Syslog messages taken in and sent on"),
            LogForwardSectionParser::new);
        registry.section(section("log-profile", "log-profile <name>", "8.3.5", "Records of one destination"),
            LogProfileSectionParser::new);
        registry.section(section("resolvers", "resolvers <name>", "5.3.2", "Name servers"),
            ResolversSectionParser::new);
        registry.section(section("healthcheck", "healthcheck <name>", "12.9", "A way to check servers that name it"),
            HealthCheckSectionParser::new);
    }

    private static Keyword section(final String name, final String syntax, final String manual, final String summary)
    {
        return Keyword.of(KeywordKind.SECTION, name).syntax(syntax).manual(manual).summary(summary);
    }
}
