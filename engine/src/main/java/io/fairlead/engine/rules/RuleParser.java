/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.rules;

import io.fairlead.engine.acl.Condition;
import io.fairlead.engine.acl.ConditionParser;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordState;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.sample.Checkpoint;

/**
 * Reads one line of a rule set behind the words of its phase: {@code <action> [args] [if|unless ...]}. Load time only.
 */
public final class RuleParser
{
    private final RuleContext context;
    private final Phase phase;

    private RuleParser(final RuleContext context)
    {
        this.context = context;
        this.phase = context.phase();
    }

    /**
     * Read a line.
     *
     * @param words   cursor at the action's word.
     * @param context place; its expression context must offer {@link io.fairlead.engine.acl.AclTable} and
     *                {@link io.fairlead.engine.acl.PatternRegistry}.
     * @throws ConfigException with the text behind {@code parsing [file:line] : }.
     */
    public static Rule parse(final Words words, final RuleContext context)
    {
        return new RuleParser(context).parse(words);
    }

    private Rule parse(final Words words)
    {
        final int begin = words.index();
        final String word = words.peek();
        final Keyword keyword = word.isEmpty() ? null : context.expr().parse().registry().find(phase.kind(), word);
        if (null == keyword)
        {
            throw unknown(words);
        }
        if (KeywordState.REFUSED == keyword.state())
        {
            throw new ConfigException(keyword.note());
        }
        if (keyword.isExperimental() && !context.expr().parse().isExperimentalAllowed())
        {
            throw new ConfigException("'" + keyword.name() + "' action is experimental, must be allowed via a global " +
                "'expose-experimental-directives'");
        }
        words.next();
        context.actionWord(word);
        context.expr().use(phase.use());
        final Action action;
        try
        {
            action = keyword.implementation(ActionKeyword.class).parser().parse(words, context);
        }
        catch (final ConfigException ex)
        {
            throw phase.isHttp()
                ? new ConfigException("error detected in " + context.proxyType() + " '" + context.expr().proxy() +
                    "' while parsing '" + phase.text() + ' ' + word + "' rule : " + ex.getMessage() + '.')
                : ex;
        }
        final Condition condition = condition(words, word);
        final StringBuilder text = new StringBuilder();
        for (int i = begin; i < words.index(); i++)
        {
            text.append(i == begin ? "" : " ").append(words.line().word(i));
        }
        return new Rule(action, condition, text.toString(), context.expr().file(), context.expr().line());
    }

    private Condition condition(final Words words, final String word)
    {
        if (!ConditionParser.isNext(words))
        {
            if (words.hasNext() && !words.peek().isEmpty())
            {
                throw phase.isHttp()
                    ? ConfigException.tight('\'' + phase.text() + ' ' + word +
                        "' expects either 'if' or 'unless' followed " +
                        "by a condition but found '" + words.peek() + "'.")
                    : new ConfigException('\'' + phase.text() + ' ' + word + "' only accepts 'if' or 'unless', in " +
                        context.proxyType() + " '" + context.expr().proxy() + "' (got '" + words.peek() + "')");
            }
            return null;
        }
        final String polarity = words.peek();
        final Condition condition;
        try
        {
            condition = ConditionParser.parse(words, context.expr());
        }
        catch (final ConfigException ex)
        {
            throw new ConfigException(phase.isHttp()
                ? "error detected while parsing an '" + phase.text() + ' ' + word + "' condition : " + ex.getMessage() +
                    '.'
                : '\'' + phase.text() + ' ' + word + "' : error detected in " + context.proxyType() + " '" +
                    context.expr().proxy() + "' while parsing '" + polarity + "' condition : " + ex.getMessage());
        }
        warn(condition);
        return condition;
    }

    private void warn(final Condition condition)
    {
        final String warning = condition.warning(context.checkpoints());
        if (null != warning)
        {
            context.expr().parse().warning(phase.isHttp() ? "'" + warning + ".\n'"
                : warning.replace(" will never match because it", " will never match in '" + phase.text() +
                    "' because it"));
        }
    }

    private ConfigException unknown(final Words words)
    {
        final ActionWords known = new ActionWords(context.expr().parse().registry(), phase);
        known.refuseMisplaced(words, context);
        final String word = words.peek();
        final String best = known.nearest(word);
        final String hint = null == best ? "" : " Did you mean '" + best + "' maybe ?";
        if (phase.isHttp())
        {
            return ConfigException.tight('\'' + phase.text() + "' expects " + known.list() + ", but got '" +
                word + '\'' + (word.isEmpty() ? " (missing argument)" : "") + '.' + hint);
        }
        return new ConfigException('\'' + phase.text() + "' expects " + known.list() + " in " +
            context.proxyType() + " '" + context.expr().proxy() + "' (got '" + word + "')." + hint +
            (phase.isResponse() ? "" : "\n\n"));
    }

    /** Words for a place, for callers that warn themselves. */
    public static String placeText(final int checkpoints)
    {
        return Checkpoint.textOf(checkpoints);
    }
}
