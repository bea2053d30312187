/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.fairlead.engine.acl.AclTable;
import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.config.GlobalSettings;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.dns.ResolverSections;
import io.fairlead.engine.format.LogProfile;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ErrorReply;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.rules.CaptureSlots;
import io.fairlead.engine.rules.HttpReplyParser;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.Rule;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.rules.SectionReply;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.VariableNames;

/** What is known about a proxy only while it is read: where things stand, what is to be resolved at the end. */
final class ProxyBuild
{
    /** Place of a line. */
    record Where(String file, int line)
    {
        static Where of(final ParseContext context)
        {
            return new Where(context.line().file(), context.line().number());
        }

        @Override
        public String toString()
        {
            return file + ':' + line;
        }
    }

    /**
     * One line about error replies, in order.
     *
     * @param reply    the reply, or null for a section.
     * @param section  name of an {@code http-errors} section, or null.
     * @param statuses statuses wanted from the section; empty = all it has.
     * @param where    place.
     */
    record ErrorSource(ErrorReply reply, String section, List<Integer> statuses, Where where)
    {
    }

    /** All proxies being read, by settings. */
    private static final class All
    {
        final Map<ProxySettings, ProxyBuild> builds = new IdentityHashMap<>();
        final PatternRegistry patterns = new PatternRegistry();
        final VariableNames variables;

        private All(final VariableNames variables)
        {
            this.variables = variables;
        }

        /** Those of this configuration; the names of variables may be older, so that their places stay. */
        static All of(final ParseContext context)
        {
            return context.shared(
                All.class, () -> new All(context.shared(VariableNames.class, VariableNames::new)));
        }
    }

    /** The settings. */
    final ProxySettings settings;
    /** Where the section stands. */
    final Where where;
    /** Defaults it started from; never null for regular proxies, the blank one included. */
    ProxySettings defaults;
    /** Defaults section that was named by {@code from}. */
    boolean isExplicitlyReferenced;
    /** Defaults section that was taken because it was the last one. */
    boolean isImplicitlyReferenced;
    /** Defaults section with {@code mode} written. */
    boolean isModeWritten;
    /** Place of an earlier defaults section of the same name, or null. */
    Where previous;
    /** Where the log format was written, or null. */
    Where logFormat;
    /** Where the structured data format was written, or null. */
    Where logFormatSd;
    /** Where the error log format was written, or null. */
    Where errorLogFormat;
    /** Where the unique id format was written, or null. */
    Where uniqueId;
    /** Where {@code option forwarded} was written, or null. */
    Where forwarded;
    /** Lines about error replies, inherited ones first. */
    final List<ErrorSource> errors = new ArrayList<>();
    /** Rules read in this section, by phase. */
    final Map<Phase, List<Rule>> rules = new EnumMap<>(Phase.class);
    /** Places the rules of a phase stand in, with their late checks. */
    final Map<Phase, RuleContext> ruleContexts = new EnumMap<>(Phase.class);
    /** {@code redirect} lines. */
    final List<Rule> redirects = new ArrayList<>();
    /** {@code use_backend} lines. */
    final List<BackendRule> backendRules = new ArrayList<>();
    /** {@code use-server} lines. */
    final List<ServerRule> serverRules = new ArrayList<>();
    /** Kind of the proxies that start from this defaults section with rules; null before the first. */
    ProxySettings.Kind heirs;
    /** Named ACLs. */
    final AclTable acls = new AclTable();
    /** For expressions. */
    final ExprContext expressions;

    private ProxyBuild(final ProxySettings settings, final ParseContext context, final All all)
    {
        this.settings = settings;
        this.where = Where.of(context);
        this.expressions = new ExprContext(context, settings.name)
            .proxyKind(Placement.isFront(settings), Placement.isBack(settings), Placement.isDefaults(settings))
            .service(AclTable.class, acls)
            .service(PatternRegistry.class, all.patterns)
            .service(VariableNames.class, all.variables)
            .service(CaptureSlots.class, settings.rules.captures)
            .service(ResolverSections.class, new ResolverSections(Configuration.of(context).resolvers))
            .service(SectionReply.Sections.class, new ErrorSections(Configuration.of(context)));
        final Configuration configuration = Configuration.of(context);
        expressions.service(LogProfile.Lookup.class, configuration.logProfiles::get);
        final GlobalSettings global = configuration.global;
        expressions.service(HttpReplyParser.Limits.class,
            new HttpReplyParser.Limits(global.bufferSize, global.maxRewrite));
    }

    /** Rules of a phase, to add to. */
    List<Rule> rules(final Phase phase)
    {
        return rules.computeIfAbsent(phase, key -> new ArrayList<>());
    }

    /** Whether there are rules of a phase. */
    boolean hasRules(final Phase phase)
    {
        return rules.containsKey(phase) && !rules.get(phase).isEmpty();
    }

    /** Place of the rules of a phase. */
    RuleContext ruleContext(final Phase phase)
    {
        return ruleContexts.computeIfAbsent(phase, key -> new RuleContext(key, expressions)
            .proxyType(Placement.typeName(settings))
            .bandwidthLimits(name -> FilterWords.limit(settings, name))
            .inspectDelay(() -> 0 < (key.isResponse() ? settings.rules.responseInspectDelayMs
                : settings.rules.requestInspectDelayMs))
            .anonymousDefaults(Placement.isDefaults(settings) && settings.name.isEmpty()));
    }

    /** Begin a proxy. */
    static ProxyBuild begin(final ProxySettings settings, final ParseContext context)
    {
        final All all = All.of(context);
        final ProxyBuild build = new ProxyBuild(settings, context, all);
        all.builds.put(settings, build);
        return build;
    }

    /** What is known about a proxy. */
    static ProxyBuild of(final ProxySettings settings, final ParseContext context)
    {
        return All.of(context).builds.get(settings);
    }

    /** Patterns of all proxies. */
    static PatternRegistry patterns(final ParseContext context)
    {
        return All.of(context).patterns;
    }

    /** Variables of all proxies. */
    static VariableNames variables(final ParseContext context)
    {
        return All.of(context).variables;
    }
}
