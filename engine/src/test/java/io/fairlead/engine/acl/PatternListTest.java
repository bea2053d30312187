/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.List;
import java.util.Random;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Lists of patterns that change while they are looked up. */
class PatternListTest
{
    private static final int STEPS = 3000;
    private static final int NAMES = 400;

    private static String find(final PatternSet set, final String value)
    {
        final Sample sample = Sample.standAlone();
        sample.str(Texts.buffer(value));
        final PatternEntry entry = set.find(sample);
        assertEquals(null != entry, set.matches(sample));
        return null == entry ? null : entry.pattern() + '=' + entry.value();
    }

    private static PatternList map()
    {
        return new PatternRegistry().file("virt@m", true, true, "x.cfg", 1);
    }

    private static PatternSet set(final PatternList list, final MatchMethod method, final boolean ignoreCase)
    {
        return list.set(method, ignoreCase, false, MapValueType.STR);
    }

    @ParameterizedTest
    @EnumSource(value = MatchMethod.class, names = {"STR", "BEG", "SUB", "DIR", "DOM", "END", "REG"})
    void shouldFindWhatAListMadeAnewFinds(final MatchMethod method)
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        for (final boolean ignoreCase : new boolean[] {false, true})
        {
            final PatternList changing = map();
            final PatternSet changed = set(changing, method, ignoreCase);
            for (int i = 0; i < STEPS; i++)
            {
                final String name = name(random);
                switch (random.nextInt(5))
                {
                    case 0 -> changing.remove(name);
                    case 1 -> changing.set(name, "s" + i);
                    case 2 -> changing.add(0, name, "a" + i);
                    default -> changing.put(name, "p" + i);
                }
                if (0 == i % 10)
                {
                    final PatternList fresh = map();
                    changing.entries().forEach(entry -> fresh.load(entry.pattern(), entry.value(), 0));
                    final PatternSet expected = set(fresh, method, ignoreCase);
                    final String value = name(random);
                    assertEquals(find(expected, value), find(changed, value), () -> "seed " + seed);
                }
            }
        }
    }

    private static String name(final Random random)
    {
        final String name = "n" + random.nextInt(NAMES);
        return random.nextBoolean() ? name : name.toUpperCase(java.util.Locale.ROOT);
    }

    @Test
    void shouldShowPreparedVersionsOnlyOnceCommitted()
    {
        final PatternList list = map();
        final PatternSet set = set(list, MatchMethod.STR, false);
        list.add(0, "a", "old");
        final int first = list.prepare();
        final int second = list.prepare();
        list.add(second, "b", "new");
        assertEquals("a=old", find(set, "a"));
        assertNull(find(set, "b"));
        assertTrue(list.commit(second));
        assertNull(find(set, "a"));
        assertEquals("b=new", find(set, "b"));
        assertFalse(list.commit(first));
        assertEquals(List.of(), list.entries(first));
    }

    @Test
    void shouldLeaveEverythingAsItIsWhenAnEntryDoesNotFit()
    {
        final PatternList list = new PatternRegistry().file("virt@a", true, true, "x.cfg", 1);
        final PatternSet set = list.set(MatchMethod.REG, false, false, MapValueType.INT);
        list.add(0, "^a", "1");
        assertThrows(ConfigException.class, () -> list.add(0, "^(", "2"));
        assertThrows(ConfigException.class, () -> list.put("^b", "two"));
        assertThrows(ConfigException.class, () -> list.set("^a", "two"));
        assertEquals(1, list.entries().size());
        assertEquals("^a=1", find(set, "abc"));
    }
}
