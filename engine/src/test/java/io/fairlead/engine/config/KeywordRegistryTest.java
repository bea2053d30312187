/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeywordRegistryTest
{
    private final KeywordRegistry registry = new KeywordRegistry();

    @Test
    void shouldFindLongestNameAtCursor()
    {
        final Keyword socket = Keyword.global("stats socket");
        final Keyword stats = Keyword.global("stats");
        registry.registerAll(stats, socket);
        final Words words = new Words(ConfigLine.of("f", 1, "stats", "socket", "/s"), 0);
        assertSame(socket, registry.find(KeywordKind.GLOBAL, words));
        assertEquals(2, words.index());
        words.index(0);
        assertSame(stats, registry.find(KeywordKind.GLOBAL, new Words(ConfigLine.of("f", 1, "stats", "x"), 0)));
        assertNull(registry.find(KeywordKind.PROXY, words));
    }

    @Test
    void shouldFindByPrefixTheLongestFirst()
    {
        final Keyword setVar = Keyword.action(KeywordKind.HTTP_REQUEST, "set-var").prefixMatched();
        final Keyword setVarFmt = Keyword.action(KeywordKind.HTTP_REQUEST, "set-var-fmt").prefixMatched();
        registry.registerAll(setVar, setVarFmt, Keyword.action(KeywordKind.HTTP_REQUEST, "deny"));
        assertSame(setVar, registry.find(KeywordKind.HTTP_REQUEST, "set-var(txn.x)"));
        assertSame(setVarFmt, registry.find(KeywordKind.HTTP_REQUEST, "set-var-fmt(txn.x)"));
        assertNull(registry.find(KeywordKind.HTTP_REQUEST, "deny-not"));
    }

    @Test
    void shouldFindByAlias()
    {
        final Keyword query = Keyword.fetch("url_param").aliases("urlp");
        registry.register(query);
        assertSame(query, registry.find(KeywordKind.FETCH, "urlp"));
        assertEquals(1, registry.all(KeywordKind.FETCH).size());
    }

    @Test
    void shouldRefuseSecondRegistration()
    {
        registry.register(Keyword.fetch("path"));
        registry.register(Keyword.converter("path"));
        assertThrows(IllegalStateException.class, () -> registry.register(Keyword.fetch("p").aliases("path")));
    }

    @Test
    void shouldFreezeRegisteredKeywords()
    {
        final Keyword keyword = Keyword.fetch("path");
        registry.register(keyword);
        assertThrows(IllegalStateException.class, () -> keyword.summary("changed"));
    }

    @Test
    void shouldSuggestOnlyNearWords()
    {
        registry.registerAll(Keyword.global("maxconn"), Keyword.global("nbthread"),
            Keyword.global("nbproc").refused("gone"));
        assertEquals("maxconn", registry.nearest(KeywordKind.GLOBAL, "maxcon"));
        assertEquals("maxconn", registry.nearest(KeywordKind.GLOBAL, "MAXCONN"));
        assertEquals("nbthread", registry.nearest(KeywordKind.GLOBAL, "nbtreads"));
        assertEquals("backend", registry.nearest(KeywordKind.GLOBAL, "backnd", "backend"));
        assertNull(registry.nearest(KeywordKind.GLOBAL, "xyz"));
    }

    @Test
    void shouldKnowTheWholeLanguage()
    {
        final LanguageIndex index = LanguageIndex.instance();
        assertTrue(index.isKnown(KeywordKind.SECTION, "fcgi-app"));
        assertTrue(index.isKnown(KeywordKind.OPTION, "httplog"));
        assertTrue(index.isKnown(KeywordKind.COMMAND, "show stat"));
        assertFalse(index.isKnown(KeywordKind.FETCH, "httplog"));
        assertEquals("capture request header", index.knownAt(KeywordKind.PROXY,
            new Words(ConfigLine.of("f", 1, "capture", "request", "header", "Host"), 0)));
        assertEquals("set-var", index.knownAt(KeywordKind.HTTP_REQUEST,
            new Words(ConfigLine.of("f", 1, "set-var(txn.x)", "int(1)"), 0)));
    }
}
