/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.List;

import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LineDispatcher;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.SectionParser;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.HealthCheckSection;

/** {@code healthcheck} sections: checks that servers name. Source: configuration.txt 12.9. */
final class HealthCheckSectionParser implements SectionParser
{
    private static final String TCP = "tcp-check";
    private static final String HTTP = "httpchk";
    private static final List<String> TYPES = List.of(TCP, HTTP, "ssl-hello-chk", "smtpchk", "pgsql-check",
        "redis-check", "mysql-check", "ldap-check", "spop-check");

    private HealthCheckSection section;

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            word("type").syntax("type <type> [<arguments>]").summary("What servers are expected to speak")
                .parsedBy(HealthCheckSection.class, HealthCheckSectionParser::type),
            word("tcp-check").syntax("tcp-check <rule> [<arguments>]").summary("A step of checks over TCP")
                .parsedBy(HealthCheckSection.class, HealthCheckSectionParser::rule),
            word("http-check").syntax("http-check <rule> [<arguments>]").summary("A step of checks by HTTP")
                .parsedBy(HealthCheckSection.class, HealthCheckSectionParser::rule));
    }

    private static Keyword word(final String name)
    {
        return Keyword.of(KeywordKind.HEALTHCHECK, name).manual("12.9");
    }

    @Override
    public void begin(final ConfigLine line, final ParseContext context)
    {
        final Configuration configuration = Configuration.of(context);
        configuration.sectionsBegun.add(line.word(0));
        final String name = line.word(1);
        section = new HealthCheckSection(name, line.file(), line.number());
        ProxyBuild.begin(section.proxy, context);
        if (name.isEmpty())
        {
            context.alert("missing name for healthcheck section.");
            context.abort();
            return;
        }
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            context.alert("character '" + (char)invalid + "' is not permitted in 'healthcheck' name '" + name + "'.");
            context.abort();
            return;
        }
        final HealthCheckSection other = configuration.healthChecks.get(name);
        if (null != other)
        {
            context.alert("healthcheck section '" + name + "' already defined at " + other.file + ':' + other.line +
                '.');
            context.abort();
            return;
        }
        configuration.healthChecks.put(name, section);
    }

    @Override
    public void keyword(final ConfigLine line, final ParseContext context)
    {
        if (context.isDiscovery())
        {
            return;
        }
        final Words words = new Words(line, 0);
        final Keyword keyword = context.registry().find(KeywordKind.HEALTHCHECK, words);
        final String problem = null == keyword ? null : isType(line) ? typeProblem(line) : ruleProblem(line);
        if (null != problem)
        {
            context.alert(problem);
            context.abort();
        }
        else if (null == keyword)
        {
            LineDispatcher.unknown(KeywordKind.HEALTHCHECK, line, context);
            context.abort();
        }
        else if (!LineDispatcher.apply(keyword, section, words, context) && !isType(line))
        {
            context.abort();
        }
    }

    private static boolean isType(final ConfigLine line)
    {
        return "type".equals(line.word(0));
    }

    private String typeProblem(final ConfigLine line)
    {
        final String type = line.word(1);
        if (type.isEmpty())
        {
            return "'type' expects a healthcheck type.";
        }
        if (null != section.type)
        {
            return "healthcheck type already defined.";
        }
        if (!TCP.equals(type) && section.proxy.check.areTcpRulesUnused)
        {
            return "cannot set '" + type + "' type with 'tcp-check' rules";
        }
        if (!HTTP.equals(type) && section.proxy.check.areHttpRulesUnused)
        {
            return "cannot set '" + type + "' type with 'http-check' rules";
        }
        return TYPES.contains(type) ? null : "unknown healthcheck type '" + type + "' (expects '" +
            String.join("', '", TYPES) + "').";
    }

    private String ruleProblem(final ConfigLine line)
    {
        final String word = line.word(0);
        final boolean isHttp = "http-check".equals(word);
        if (null != section.type && !section.type.equals(isHttp ? HTTP : TCP))
        {
            return "unable to configure '" + word + "' rule for '" + spoken(section.type) + "' healthcheck";
        }
        return (isHttp ? section.proxy.check.areTcpRulesUnused : section.proxy.check.areHttpRulesUnused) ?
            "cannot mix 'tcp-check' and 'http-check' rules" : null;
    }

    private static void type(final HealthCheckSection section, final Words words, final ParseContext context)
    {
        section.type = words.line().word(1);
        words.index(2);
        context.registry().find(KeywordKind.OPTION, section.type).apply(section.proxy, words, context);
    }

    private static void rule(final HealthCheckSection section, final Words words, final ParseContext context)
    {
        CheckRuleLine.parse(section.proxy, words, context);
    }

    private static String spoken(final String type)
    {
        return switch (type)
        {
            case TCP -> "TCP";
            case HTTP -> "HTTP";
            case "ssl-hello-chk" -> "SSL3";
            case "smtpchk" -> "SMTP";
            case "pgsql-check" -> "PGSQL";
            case "redis-check" -> "REDIS";
            case "mysql-check" -> "MYSQL";
            case "ldap-check" -> "LDAP";
            default -> "SPOP";
        };
    }

    @Override
    public void end(final ParseContext context)
    {
        if (context.isAborted())
        {
            return;
        }
        ignored(section.proxy.check.areTcpRulesUnused, "tcp-check", context);
        ignored(section.proxy.check.areHttpRulesUnused, "http-check", context);
        if (null != section.rules())
        {
            section.rules().complete(CheckWords.usualExpect());
        }
    }

    private void ignored(final boolean isIgnored, final String word, final ParseContext context)
    {
        if (isIgnored)
        {
            context.messages().alert("parsing [" + section.file + ':' + section.line + "] : healthcheck section " +
                "'*healthcheck-" + section.name + "' : " + word + " rules without 'type " + word +
                "', so the rules are ignored.");
        }
    }
}
