/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import static io.fairlead.engine.rules.Phase.HTTP_AFTER_RESPONSE;
import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;
import static io.fairlead.engine.rules.Phase.HTTP_RESPONSE;

import java.util.List;

import io.fairlead.engine.acl.PatternList;
import io.fairlead.engine.acl.PatternRegistry;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.format.LogOptions;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Texts;

/**
 * Actions that change maps and ACL files in traffic. Source: configuration.txt 4.3.
 */
final class PatternActions
{
    private enum PatternChange
    {
        ADD, DELETE, SET
    }

    private PatternActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        return List.of(
            ActionKeyword.of("add-acl", (words, context) -> parse(words, context, "add-acl", PatternChange.ADD))
                .prefix().in(HTTP_REQUEST, HTTP_RESPONSE).summary("Adds a pattern to an ACL file"),
            ActionKeyword.of("del-acl", (words, context) -> parse(words, context, "del-acl", PatternChange.DELETE))
                .prefix().in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Removes a pattern from an ACL file"),
            ActionKeyword.of("set-map", (words, context) -> parse(words, context, "set-map", PatternChange.SET))
                .prefix().in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Sets or adds an entry of a map"),
            ActionKeyword.of("del-map", (words, context) -> parse(words, context, "del-map", PatternChange.DELETE))
                .prefix().in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Removes an entry from a map"));
    }

    private static Action parse(
        final Words words, final RuleContext context, final String name, final PatternChange change)
    {
        final boolean hasValue = PatternChange.SET == change;
        ActionTexts.require(words, hasValue ? 2 : 1, "expects exactly " + (hasValue ? 2 : 1) + " arguments");
        final String file = context.parenthesis(name);
        final LogFormat key = context.format(words.next(), LogOptions.NONE);
        final LogFormat value = hasValue ? context.format(words.next(), LogOptions.NONE) : null;
        final Change action = new Change(change, key, value);
        context.later(() -> action.resolve(context.expr().service(PatternRegistry.class), file));
        return action;
    }

    /** A change of a list that exists once the configuration is complete. */
    static final class Change implements Action
    {
        private final PatternChange change;
        private final LogFormat key;
        private final LogFormat value;
        private PatternList list;

        Change(final PatternChange change, final LogFormat key, final LogFormat value)
        {
            this.change = change;
            this.key = key;
            this.value = value;
        }

        /* A file nobody else names is no error: there is nothing to change then. */
        private void resolve(final PatternRegistry registry, final String file)
        {
            list = registry.named(file);
        }

        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            if (null == list)
            {
                return ActionResult.CONTINUE;
            }
            final String pattern = text(ctx, key); // kept by the list
            try
            {
                switch (change)
                {
                    case ADD -> list.addMissing(pattern);
                    case SET -> list.put(pattern, text(ctx, value));
                    case DELETE -> list.remove(pattern);
                }
            }
            catch (final ConfigException ex)
            {
                return ActionResult.CONTINUE; // a text that is no such pattern or value is passed over
            }
            return ActionResult.CONTINUE;
        }

        private static String text(final ActionContext ctx, final LogFormat format)
        {
            final ByteWriter out = ctx.scratch().chunk();
            format.eval(ctx, out);
            return Texts.text(out.buffer(), out.start(), out.length());
        }
    }
}
