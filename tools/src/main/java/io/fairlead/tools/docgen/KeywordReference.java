/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools.docgen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.KeywordState;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.TypeName;
import io.fairlead.engine.config.Version;

/** Writes the keyword reference in Markdown. */
public final class KeywordReference
{
    private static final int TIERS = 3;

    private final KeywordRegistry registry;
    private final LanguageTable language;
    private final StringBuilder text = new StringBuilder();

    private KeywordReference(final KeywordRegistry registry, final LanguageTable language)
    {
        this.registry = registry;
        this.language = language;
    }

    /**
     * Write the reference.
     *
     * @param args the file to write.
     * @throws IOException if it cannot be written.
     */
    public static void main(final String[] args) throws IOException
    {
        final Path file = Path.of(args[0]);
        if (null != file.getParent())
        {
            Files.createDirectories(file.getParent());
        }
        Files.writeString(file, markdown(Catalog.registry()), StandardCharsets.UTF_8);
    }

    /** The reference as text. */
    static String markdown(final KeywordRegistry registry) throws IOException
    {
        return new KeywordReference(registry, new LanguageTable()).write();
    }

    private String write()
    {
        text.append("# Keyword reference\n\n")
            .append("Generated from the keywords themselves; do not edit. Behaviour follows HAProxy ")
            .append(Version.HAPROXY_BRANCH).append("; the column *manual* names the section of its manuals.\n")
            .append("*state*: **same** as HAProxy; **subset**, what is left out is refused; **ignored**, accepted ")
            .append("without effect; **refused**, known and always an error.\n");
        coverage();
        tiers();
        for (final KeywordKind kind : KeywordKind.values())
        {
            final Collection<Keyword> keywords = byName(kind);
            final List<String> missing = missing(kind);
            if (!keywords.isEmpty() || !missing.isEmpty())
            {
                chapter(kind, keywords, missing);
            }
        }
        return text.toString();
    }

    private void coverage()
    {
        text.append("\n| kind | supported | ignored | refused | known to HAProxy, not here |\n|---|---|---|---|---|\n");
        for (final KeywordKind kind : KeywordKind.values())
        {
            final Collection<Keyword> keywords = byName(kind);
            final int missing = missing(kind).size();
            if (!keywords.isEmpty() || missing > 0)
            {
                text.append("| ").append(title(kind))
                    .append(" | ").append(count(keywords, KeywordState.SAME) + count(keywords, KeywordState.SUBSET))
                    .append(" | ").append(count(keywords, KeywordState.IGNORED))
                    .append(" | ").append(count(keywords, KeywordState.REFUSED))
                    .append(" | ").append(missing).append(" |\n");
            }
        }
    }

    /** Words supported of those each tier has. */
    private void tiers()
    {
        text.append("\nSupported of the words known, by how widely they are used: tier 1 is what most configurations ")
            .append("use, tier 2 what some do, tier 3 the rest.\n")
            .append("\n| kind | tier 1 | tier 2 | tier 3 |\n|---|---|---|---|\n");
        for (final KeywordKind kind : KeywordKind.values())
        {
            final Set<String> supported = byName(kind).stream()
                .filter(keyword -> KeywordState.SAME == keyword.state() || KeywordState.SUBSET == keyword.state())
                .map(Keyword::name).collect(Collectors.toSet());
            final StringBuilder row = new StringBuilder();
            boolean isAny = false;
            for (int tier = 1; tier <= TIERS; tier++)
            {
                final List<String> names = language.names(kind, tier);
                isAny |= !names.isEmpty();
                row.append(" | ").append(names.stream().filter(supported::contains).count())
                    .append(" of ").append(names.size());
            }
            if (isAny)
            {
                text.append("| ").append(title(kind)).append(row).append(" |\n");
            }
        }
    }

    private static long count(final Collection<Keyword> keywords, final KeywordState state)
    {
        return keywords.stream().filter(keyword -> state == keyword.state()).count();
    }

    private void chapter(final KeywordKind kind, final Collection<Keyword> keywords, final List<String> missing)
    {
        text.append("\n## ").append(title(kind)).append('\n');
        if (!keywords.isEmpty())
        {
            text.append("\n| keyword | ").append(detailTitle(kind))
                .append(" | what it does | manual | since | state |\n|---|---|---|---|---|---|\n");
            keywords.forEach(this::row);
        }
        if (!missing.isEmpty())
        {
            text.append("\nKnown to HAProxy, not supported here: ");
            for (int i = 0; i < missing.size(); i++)
            {
                text.append(0 == i ? "" : ", ").append('`').append(missing.get(i)).append('`');
            }
            text.append(".\n");
        }
    }

    private static String title(final KeywordKind kind)
    {
        return switch (kind)
        {
            case SECTION -> "Sections";
            case GLOBAL -> "`global`";
            case PROXY -> "`defaults`, `frontend`, `backend`, `listen`";
            case OPTION -> "`option`";
            case BIND -> "`bind` options";
            case SERVER -> "`server` options";
            case FETCH -> "Sample fetches";
            case CONVERTER -> "Converters";
            case ACL -> "ACL keywords";
            case FILTER -> "Filters";
            case SERVICE -> "Services";
            case COMMAND -> "Runtime commands";
            case CRT_LIST -> "crt-list options";
            case QUIC_INITIAL, TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT,
                HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE -> "Actions of `" + kind.title() + '`';
            case HTTP_CHECK, TCP_CHECK -> "Rules of `" + kind.title() + '`';
            default -> '`' + kind.title() + '`';
        };
    }

    private static String detailTitle(final KeywordKind kind)
    {
        return switch (kind)
        {
            case PROXY, OPTION -> "where";
            case FETCH, CONVERTER -> "type";
            case ACL -> "stands for";
            case COMMAND, FILTER -> "marks";
            default -> "arguments";
        };
    }

    private void row(final Keyword keyword)
    {
        final LanguageTable.Entry entry = language.of(keyword.kind(), keyword.name());
        text.append("| `").append(cell(syntax(keyword, entry))).append('`');
        if (!keyword.aliases().isEmpty())
        {
            text.append(", also `").append(cell(String.join("`, `", keyword.aliases()))).append('`');
        }
        final String summary = keyword.summary().isEmpty() ? entry.summary() : keyword.summary();
        final String since = keyword.since().isEmpty() ? entry.since() : keyword.since();
        text.append(" | ").append(cell(detail(keyword)))
            .append(" | ").append(cell(summary))
            .append(" | ").append(keyword.manual())
            .append(" | ").append(since)
            .append(" | ").append(cell(state(keyword))).append(" |\n");
    }

    private static String syntax(final Keyword keyword, final LanguageTable.Entry entry)
    {
        final boolean isPlain = keyword.syntax().equals(keyword.name());
        return isPlain && !entry.syntax().isEmpty() ? entry.syntax() : keyword.syntax();
    }

    private static String state(final Keyword keyword)
    {
        return switch (keyword.state())
        {
            case SAME -> "same";
            case SUBSET -> "subset: " + keyword.note();
            case IGNORED -> "ignored: " + keyword.note();
            case REFUSED -> "refused: " + keyword.note();
        };
    }

    private static String detail(final Keyword keyword)
    {
        return switch (keyword.kind())
        {
            case PROXY, OPTION -> where(keyword) + (keyword.isHttpOnly() ? ", mode http" : "");
            case FETCH -> type(keyword.outputType());
            case CONVERTER -> type(keyword.inputType()) + " to " + type(keyword.outputType());
            case ACL -> '`' + keyword.expansion() + '`';
            case COMMAND, FILTER -> String.join(" ", keyword.flags());
            default -> words(keyword);
        };
    }

    private static String where(final Keyword keyword)
    {
        final List<String> sections = new ArrayList<>();
        final int proxies = keyword.proxies();
        if (0 != (proxies & ProxyKind.DEFAULTS))
        {
            sections.add("defaults");
        }
        else if (0 != (proxies & ProxyKind.NAMED_DEFAULTS))
        {
            sections.add("named defaults");
        }
        if (0 != (proxies & ProxyKind.FRONTEND))
        {
            sections.add("frontend");
        }
        if (0 != (proxies & ProxyKind.BACKEND))
        {
            sections.add("backend");
        }
        if (0 != (proxies & ProxyKind.LISTEN))
        {
            sections.add("listen");
        }
        return String.join(", ", sections);
    }

    private static String type(final TypeName type)
    {
        return null == type ? "any" : type.label();
    }

    private static String words(final Keyword keyword)
    {
        if (Keyword.UNLIMITED == keyword.maxWords())
        {
            return 0 == keyword.minWords() ? "" : "at least " + keyword.minWords();
        }
        return keyword.minWords() == keyword.maxWords() ? Integer.toString(keyword.minWords()) :
            keyword.minWords() + " to " + keyword.maxWords();
    }

    private List<String> missing(final KeywordKind kind)
    {
        final List<String> missing = new ArrayList<>();
        for (final String name : LanguageIndex.instance().names(kind))
        {
            if (null == registry.find(kind, name) && !isPartRegistered(kind, name))
            {
                missing.add(name);
            }
        }
        return missing;
    }

    /** A name of several words may be registered by its first word, as {@code stick-table}, or by its first two. */
    private boolean isPartRegistered(final KeywordKind kind, final String name)
    {
        for (int blank = name.indexOf(' '); blank > 0; blank = name.indexOf(' ', blank + 1))
        {
            if (null != registry.find(kind, name.substring(0, blank)))
            {
                return true;
            }
        }
        return false;
    }

    private Collection<Keyword> byName(final KeywordKind kind)
    {
        final Map<String, Keyword> sorted = new TreeMap<>();
        registry.all(kind).forEach(keyword -> sorted.put(keyword.name(), keyword));
        return sorted.values();
    }

    private static String cell(final String content)
    {
        return content.replace("\n", " ").replace("|", "\\|");
    }
}
