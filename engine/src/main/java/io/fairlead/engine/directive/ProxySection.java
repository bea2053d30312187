/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.Locale;
import java.util.Map;

import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.LineDispatcher;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.SectionParser;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.LogForwardSettings;
import io.fairlead.engine.proxy.ProxySettings;

/**
 * Sections {@code frontend}, {@code backend}, {@code listen} and {@code defaults}. One object serves sections of one of
 * these names; what they share is in {@link Current}.
 */
final class ProxySection implements SectionParser
{
    /** What the four sections share. */
    private static final class Current
    {
        ProxyBuild proxy;
        ProxyBuild lastDefaults;
    }

    private final ProxySettings.Kind kind;
    private Current current;

    ProxySection(final ProxySettings.Kind kind)
    {
        this.kind = kind;
    }

    @Override
    public void begin(final ConfigLine line, final ParseContext context)
    {
        current = context.shared(Current.class, Current::new);
        final Configuration configuration = Configuration.of(context);
        configuration.sectionsBegun.add(line.word(0));
        if (null == current.lastDefaults)
        {
            current.lastDefaults = ProxyBuild.begin(new ProxySettings(), context);
        }
        current.proxy = null;
        if (ProxySettings.Kind.DEFAULTS == kind ? checkDefaults(line, configuration, context) :
            checkProxy(line, configuration, context))
        {
            create(line, configuration, context);
        }
    }

    @Override
    public void keyword(final ConfigLine line, final ParseContext context)
    {
        if (null == current.proxy)
        {
            context.alert("'listen' or 'defaults' expected.");
            return;
        }
        final Words words = new Words(line, 0);
        final ProxySettings settings = current.proxy.settings;
        if ("option".equals(words.peek()))
        {
            OptionLine.parse(settings, words, context);
            return;
        }
        final Keyword keyword = context.registry().find(KeywordKind.PROXY, words);
        if (null == keyword)
        {
            LineDispatcher.unknown(KeywordKind.PROXY, line, context);
        }
        else
        {
            LineDispatcher.apply(keyword, settings, words, context);
        }
    }

    private boolean checkProxy(final ConfigLine line, final Configuration configuration, final ParseContext context)
    {
        final String name = line.word(1);
        if (name.isEmpty())
        {
            context.alert("'" + line.word(0) + "' expects an <id> argument");
            context.abort();
            return false;
        }
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            context.alert("character '" + (char)invalid + "' is not permitted in '" + line.word(0) + "' name '" + name +
                "'.");
        }
        if (!checkDuplicate(name, configuration, context))
        {
            return false;
        }
        if (!line.word(2).isEmpty() && (line.word(3).isEmpty() || !"from".equals(line.word(2))))
        {
            if (ProxySettings.Kind.BACKEND != kind)
            {
                context.alert("please use the 'bind' keyword for listening addresses.");
            }
            else
            {
                current.proxy = null;
            }
            return false;
        }
        if (!line.word(4).isEmpty())
        {
            context.alert("'" + line.word(0) + "' cannot handle unexpected argument '" + line.word(4) + "'.");
            if (ProxySettings.Kind.BACKEND != kind)
            {
                context.alert("please use the 'bind' keyword for listening addresses.");
            }
            return false;
        }
        return true;
    }

    private boolean checkDuplicate(final String name, final Configuration configuration, final ParseContext context)
    {
        final boolean isFront = ProxySettings.Kind.BACKEND != kind;
        final boolean isBack = ProxySettings.Kind.FRONTEND != kind;
        ProxySettings other = isFront ? configuration.frontends.get(name) : null;
        other = null == other && isBack ? configuration.backends.get(name) : other;
        if (null != other)
        {
            sameName(name, other, ".", context);
            unsupportedSameName(name, other, context);
            return false;
        }
        if (isNameOfForwarder(name, configuration, context))
        {
            return false;
        }
        other = null != configuration.frontends.get(name) ? configuration.frontends.get(name) :
            configuration.backends.get(name);
        if (null != other)
        {
            // A deliberate difference: HAProxy refuses this from 3.3 on, as up to 3.2 it is a warning here.
            context.messages().warning("Parsing [" + context.line().where() + "]: " + Placement.typeName(kind) + " '" +
                name +
                "' has the same name as " + Placement.typeName(other) + " '" + other.name + "' declared at " +
                    other.file + ':' +
                other.line + ". HAProxy no longer supports this as of 3.3. Please rename one or the other.");
            return true;
        }
        final ProxySettings defaults = configuration.defaultsByName.get(name);
        if (null != defaults)
        {
            unsupportedSameName(name, defaults, context);
            return false;
        }
        return true;
    }

    private boolean isNameOfForwarder(
        final String name, final Configuration configuration, final ParseContext context)
    {
        final LogForwardSettings other = configuration.logForwards.get(name);
        if (null == other)
        {
            return false;
        }
        if (ProxySettings.Kind.BACKEND != kind)
        {
            sameName(name, other.proxy, ".", context);
        }
        context.fatal("Parsing [" + context.line().where() + "]: " + Placement.typeName(kind) + " '" + name +
            "' has the same name as log forward section '" + name + "' declared at " + other.proxy.file + ':' +
            other.proxy.line + '.');
        unsupportedSameName(name, other.proxy, context);
        return true;
    }

    private void unsupportedSameName(final String name, final ProxySettings other, final ParseContext context)
    {
        sameName(name, other, ". This is no longer supported as of 3.3. Please rename one or the other.", context);
        context.abort();
    }

    private void sameName(
        final String name, final ProxySettings other, final String end, final ParseContext context)
    {
        context.fatal("Parsing [" + context.line().where() + "]: " + Placement.typeName(kind) + " '" + name +
            "' has the same name as " + Placement.typeName(other) + " '" + other.name + "' declared at " + other.file +
                ':' +
            other.line + end);
    }

    private boolean checkDefaults(final ConfigLine line, final Configuration configuration, final ParseContext context)
    {
        final String name = line.word(1);
        final ProxySettings other = name.isEmpty() ? null : configuration.defaultsByName.get(name);
        if (null != other && ProxyBuild.of(other, context).isExplicitlyReferenced)
        {
            context.fatal("Parsing [" + context.line().where() + "]: defaults '" + name +
                "' has the same name as another " +
                "defaults section declared at " + other.file + ':' + other.line +
                    " which was explicitly referenced hence " +
                "cannot be replaced. Please remove or rename one of the offending defaults section.");
            context.abort();
            return false;
        }
        final ProxySettings proxy = null != configuration.frontends.get(name) ? configuration.frontends.get(name) :
            configuration.backends.get(name);
        if (!name.isEmpty() && null != proxy)
        {
            unsupportedSameName(name, proxy, context);
            return false;
        }
        return true;
    }

    private void create(final ConfigLine line, final Configuration configuration, final ParseContext context)
    {
        final boolean isDefaults = ProxySettings.Kind.DEFAULTS == kind;
        String name = line.word(1);
        int at = 2;
        if (isDefaults && "from".equals(name) && !line.word(2).isEmpty() && line.word(3).isEmpty())
        {
            at = 1;
            name = "";
        }
        ProxyBuild defaults = isDefaults ? null : current.lastDefaults;
        if ("from".equals(line.word(at)))
        {
            defaults = named(line.word(at + 1), name, configuration, context);
            if (null == defaults)
            {
                return;
            }
        }
        else if (null != defaults)
        {
            defaults.isImplicitlyReferenced = true;
        }
        if (null != defaults && defaults.isExplicitlyReferenced && defaults.isImplicitlyReferenced)
        {
            context.warning("defaults section '" + defaults.settings.name + "' (declared at " + defaults.where +
                ") is explicitly referenced by another proxy and implicitly used here. To avoid any ambiguity " +
                "don't mix both " +
                "usage. Add a last defaults section not explicitly used or always use explicit references.");
        }
        final ProxyBuild build = begin(name, line, context);
        if (null != defaults)
        {
            build.defaults = defaults.settings;
            ProxyInheritance.apply(defaults, build);
            RuleInheritance.check(defaults, build, context);
        }
        store(build, configuration);
    }

    private ProxyBuild begin(final String name, final ConfigLine line, final ParseContext context)
    {
        final ProxySettings settings = new ProxySettings();
        settings.kind = kind;
        settings.name = name;
        settings.file = line.file();
        settings.line = line.number();
        return ProxyBuild.begin(settings, context);
    }

    private ProxyBuild named(
        final String wanted, final String name, final Configuration configuration, final ParseContext context)
    {
        final ProxySettings found = configuration.defaultsByName.get(wanted);
        if (null == found)
        {
            context.alert("defaults section '" + wanted + "' not found for " + Placement.typeName(kind) + " '" + name +
                "'.");
            context.abort();
            return null;
        }
        final ProxyBuild defaults = ProxyBuild.of(found, context);
        if (null != defaults.previous)
        {
            context.alert("ambiguous defaults section name '" + wanted + "' referenced by " + Placement.typeName(kind) +
                " '" +
                name + "' exists at least at " + defaults.where + " and " + defaults.previous + ".");
        }
        final int invalid = Names.invalidChar(wanted);
        if (0 != invalid)
        {
            context.alert("character '" + (char)invalid + "' is not permitted in defaults section name '" + wanted +
                "' when designated by its name (section found at " + defaults.where + ").");
        }
        defaults.isExplicitlyReferenced = true;
        return defaults;
    }

    private void store(final ProxyBuild build, final Configuration configuration)
    {
        final ProxySettings settings = build.settings;
        current.proxy = build;
        if (ProxySettings.Kind.DEFAULTS == kind)
        {
            build.defaults = settings;
            final Map<String, ProxySettings> named = configuration.defaultsByName;
            final ProxySettings previous = settings.name.isEmpty() ? null : named.put(settings.name, settings);
            if (null != previous)
            {
                build.previous = new ProxyBuild.Where(previous.file, previous.line);
            }
            configuration.allDefaults.add(settings);
            current.lastDefaults = build;
            return;
        }
        configuration.proxies.add(settings);
        if (settings.isFrontend())
        {
            configuration.frontends.put(settings.name, settings);
        }
        if (settings.isBackend())
        {
            configuration.backends.put(settings.name, settings);
        }
    }

    @Override
    public String toString()
    {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
