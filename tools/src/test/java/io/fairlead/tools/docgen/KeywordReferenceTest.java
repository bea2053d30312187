/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.tools.docgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import org.junit.jupiter.api.Test;

class KeywordReferenceTest
{
    private static final Path REFERENCE = Path.of("..", "engine", "docs", "keywords.md");

    @Test
    void shouldBeCurrent() throws IOException
    {
        if (Boolean.getBoolean("fairlead.update"))
        {
            KeywordReference.main(new String[]{REFERENCE.toString()});
        }
        assertEquals(KeywordReference.markdown(Catalog.registry()), Files.readString(REFERENCE, StandardCharsets.UTF_8),
            "engine/docs/keywords.md is not what the keywords say; run " +
            "mvn -q test -pl engine,tools -Dtest=KeywordReferenceTest -Dfairlead.update=true " +
            "-Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    void shouldShowWhatKeywordsSay() throws IOException
    {
        final String text = KeywordReference.markdown(new KeywordRegistry().registerAll(
            Keyword.global("maxconn").words(1, 1).syntax("maxconn <number>").manual("3.2").subset("no | here"),
            Keyword.global("chroot").words(1, 1).ignored("one process")));
        assertTrue(text.contains("| `global` | 1 | 1 | 0 | "), text);
        assertTrue(text.contains("\n| `maxconn <number>` | 1 | "), text);
        assertTrue(text.contains(" | 3.2 | 1.3 | subset: no \\| here |\n"), text);
        assertTrue(text.contains("ignored: one process"), text);
    }
}
