/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.sample.ExprContext;

/**
 * Reads {@code if|unless [!]acl ... [or [!]acl ...]} with ACLs by name or in braces. Source: configuration.txt 7.2.
 */
public final class ConditionParser
{
    private final ExprContext context;
    private final AclTable table;
    private final List<Acl[]> alternatives = new ArrayList<>();
    private final List<boolean[]> negations = new ArrayList<>();
    private final List<Acl> acls = new ArrayList<>();
    private final List<Boolean> negated = new ArrayList<>();
    private int sources;
    private int checkpoints;
    private int alternativeCheckpoints = -1;

    private ConditionParser(final ExprContext context)
    {
        this.context = context;
        this.table = context.service(AclTable.class);
    }

    /**
     * Read the rest of a line, which begins with {@code if} or {@code unless}.
     *
     * @throws ConfigException with the bare message.
     */
    public static Condition parse(final Words words, final ExprContext context)
    {
        final String polarity = words.peek();
        if (!"if".equals(polarity) && !"unless".equals(polarity))
        {
            throw new ConfigException("conditions must start with either 'if' or 'unless'");
        }
        words.next();
        final List<String> rest = new ArrayList<>();
        while (words.hasNext())
        {
            rest.add(words.next());
        }
        return new ConditionParser(context).parse(rest.toArray(new String[0]), "unless".equals(polarity));
    }

    /** Whether the next word begins a condition. */
    public static boolean isNext(final Words words)
    {
        return "if".equals(words.peek()) || "unless".equals(words.peek());
    }

    private Condition parse(final String[] words, final boolean isUnless)
    {
        boolean isNegated = false;
        for (int i = 0; i < words.length && !words[i].isEmpty(); i++)
        {
            String word = words[i];
            while (word.startsWith("!"))
            {
                isNegated = !isNegated;
                word = word.substring(1);
            }
            if (word.isEmpty())
            {
                continue;
            }
            if ("or".equalsIgnoreCase(word) || "||".equals(word))
            {
                endAlternative();
                isNegated = false;
                continue;
            }
            final Acl acl;
            if ("{".equals(word))
            {
                final int end = closing(words, i);
                final String[] inner = new String[end - i];
                inner[0] = "";
                System.arraycopy(words, i + 1, inner, 1, end - i - 1);
                acl = AclParser.parse(inner, 0, table, context);
                i = end;
            }
            else
            {
                acl = table.require(word, context);
            }
            sources |= acl.sources();
            alternativeCheckpoints &= acl.checkpoints();
            acls.add(acl);
            negated.add(isNegated);
            isNegated = false;
        }
        endAlternative();
        return new Condition(alternatives.toArray(new Acl[0][]), negations.toArray(new boolean[0][]), isUnless, sources,
            checkpoints, String.join(" ", words));
    }

    private static int closing(final String[] words, final int open)
    {
        int end = open + 1;
        while (end < words.length && !"}".equals(words[end]))
        {
            end++;
        }
        if (end >= words.length)
        {
            throw new ConfigException("missing closing '}' in condition");
        }
        return end;
    }

    private void endAlternative()
    {
        checkpoints |= alternativeCheckpoints;
        alternativeCheckpoints = -1;
        if (!acls.isEmpty())
        {
            alternatives.add(acls.toArray(new Acl[0]));
            final boolean[] flags = new boolean[negated.size()];
            for (int i = 0; i < flags.length; i++)
            {
                flags[i] = negated.get(i);
            }
            negations.add(flags);
            acls.clear();
            negated.clear();
        }
    }
}
