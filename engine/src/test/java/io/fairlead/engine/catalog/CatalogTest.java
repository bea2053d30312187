/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.KeywordState;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.config.Registrar;
import org.junit.jupiter.api.Test;

/** The language as a whole: every word is registered, once, and is a word of HAProxy's or meant to be our own. */
class CatalogTest
{
    /** Words HAProxy has without telling its manual. */
    private static final Set<String> OTHER_WORDS = Set.of("PROXY bind-process", "PROXY grace");

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.fairlead.engine");

    private final KeywordRegistry registry = Catalog.registry();

    @Test
    void shouldRegisterEveryKeywordConstant() throws ReflectiveOperationException
    {
        final Set<String> forgotten = new TreeSet<>();
        for (final JavaClass javaClass : CLASSES)
        {
            for (final JavaField javaField : javaClass.getFields())
            {
                final Field field = javaField.getRawType().isEquivalentTo(Keyword.class) ? javaField.reflect() : null;
                if (null != field && Modifier.isStatic(field.getModifiers()))
                {
                    field.setAccessible(true);
                    final Keyword keyword = (Keyword)field.get(null);
                    if (keyword != registry.find(keyword.kind(), keyword.name()))
                    {
                        forgotten.add(javaClass.getSimpleName() + '.' + field.getName() + ": " + keyword);
                    }
                }
            }
        }
        assertEquals(Set.of(), forgotten, "not registered");
    }

    @Test
    void shouldListEveryRegistrar()
    {
        final Set<String> forgotten = new TreeSet<>();
        final Set<String> listed = new TreeSet<>();
        Catalog.registrars().forEach(registrar -> listed.add(registrar.getClass().getName()));
        for (final JavaClass javaClass : CLASSES)
        {
            if (javaClass.isAssignableTo(Registrar.class) && !javaClass.isInterface() &&
                !listed.contains(javaClass.getName()))
            {
                forgotten.add(javaClass.getName());
            }
        }
        assertEquals(Set.of(), forgotten, "not in the catalog");
    }

    @Test
    void shouldUseWordsOfTheLanguage()
    {
        final Set<String> unknown = new TreeSet<>();
        for (final KeywordKind kind : KeywordKind.values())
        {
            for (final Keyword keyword : registry.all(kind))
            {
                keyword.names().stream().filter(name -> !isWord(keyword, name))
                    .forEach(name -> unknown.add(kind + " " + name));
            }
        }
        unknown.removeAll(OTHER_WORDS);
        assertEquals(Set.of(), unknown, "no words of the language, mistyped?");
    }

    @Test
    void shouldDescribeEveryKeyword()
    {
        for (final KeywordKind kind : KeywordKind.values())
        {
            for (final Keyword keyword : registry.all(kind))
            {
                assertTrue(!keyword.manual().startsWith("section"), keyword + ": manual is a number such as 4.2");
                assertTrue(keyword.minWords() <= keyword.maxWords(), keyword + ": words");
                assertTrue(keyword.requiredArguments() <= keyword.arguments().size(), keyword + ": arguments");
            }
        }
    }

    /**
     * Whether HAProxy has the word, or one of several words or with a number that begins with it; a word that is always
     * refused may be one it had once.
     */
    private static boolean isWord(final Keyword keyword, final String name)
    {
        final KeywordKind kind = keyword.kind();
        return KeywordState.REFUSED == keyword.state() || LanguageIndex.instance().isKnown(kind, name) ||
            LanguageIndex.instance().names(kind).stream().anyMatch(
                known -> known.startsWith(name + ' ') || known.matches("\\Q" + name + "\\E[0-9]+"));
    }
}
