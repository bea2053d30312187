/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** The command {@code -cc}: evaluates one condition. It must answer fast, so it stays with few classes. */
public final class ConditionCommand
{
    /** Exit code when the condition holds. */
    public static final int HOLDS = 0;
    /** Exit code when it does not. */
    public static final int HOLDS_NOT = 1;
    /** Exit code when it cannot be read. */
    public static final int BAD_SYNTAX = 2;

    private ConditionCommand()
    {
    }

    /**
     * Evaluate a condition as written on the command line: quotes, escapes and variables are resolved first.
     *
     * @param expression  the text.
     * @param environment variables.
     * @param enabled     names that {@code enabled()} affirms, each between blanks.
     * @param messages    takes what is wrong.
     * @return the exit code.
     */
    public static int run(
        final String expression, final Environment environment, final String enabled, final Messages messages)
    {
        final Lexer lexer = new Lexer(environment, false);
        switch (lexer.cut(expression))
        {
            case NONE ->
            {
            }
            case QUOTE ->
            {
                return fail(messages, "Syntax Error in condition: Unmatched quote.");
            }
            case HEX ->
            {
                return fail(messages, "Syntax Error in condition: Truncated or invalid hexadecimal sequence.");
            }
            case TOO_MANY_WORDS ->
            {
                return fail(messages, "Error in condition: Too many words.");
            }
            default ->
            {
                return fail(messages, "Unhandled error in condition, please report this to the developers.");
            }
        }
        final ConditionEvaluator evaluator = new ConditionEvaluator(environment, Version.FEATURES, enabled);
        final int result = evaluator.evaluate(lexer.joined(0));
        if (ConditionEvaluator.ERROR == result)
        {
            return fail(messages, "Failed to evaluate condition: " + evaluator.error());
        }
        return ConditionEvaluator.TRUE == result ? HOLDS : HOLDS_NOT;
    }

    private static int fail(final Messages messages, final String text)
    {
        messages.alert(text);
        return BAD_SYNTAX;
    }
}
