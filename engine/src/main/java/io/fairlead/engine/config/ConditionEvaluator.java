/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/**
 * The condition language of {@code .if}, {@code .elif} and {@code -cc}: {@code !}, {@code &&}, {@code ||}, parentheses,
 * integers and predicates. An expression is read as a whole first, so that an error in a part that would not be asked
 * is found too; only what a predicate makes of its argument is found out when it is asked.
 * Source: configuration.txt 2.4 "Conditional blocks".
 */
public final class ConditionEvaluator
{
    /** Result of an expression that cannot be read or answered; see {@link #error()}. */
    public static final int ERROR = -1;
    /** Result of an expression that does not hold. */
    public static final int FALSE = 0;
    /** Result of an expression that holds. */
    public static final int TRUE = 1;

    private static final int MAX_DEPTH = 1024;
    private static final int DESYNCHRONIZED = 0;
    private static final int PARSED = 1;

    /** A part of an expression. */
    private static final class Node
    {
        boolean isNegated;
        boolean isConstant;
        boolean constant;
        String predicate;
        String first;
        String second;
        Node inner;
        Node and;
        Node or;
    }

    private final Environment environment;
    private final String features;
    private final String enabled;
    private String text;
    private int position;
    private Node parsed;
    private String error;
    private int errorOffset;

    /**
     * An evaluator.
     *
     * @param environment variables that {@code defined()} asks for.
     * @param features    build features, each with a plus or minus sign, separated by blanks.
     * @param enabled     names {@code enabled()} affirms, each between blanks.
     */
    public ConditionEvaluator(final Environment environment, final String features, final String enabled)
    {
        this.environment = environment;
        this.features = features;
        this.enabled = enabled;
    }

    /**
     * Evaluate an expression whose quotes, escapes and variables are resolved already.
     *
     * @return {@link #TRUE}, {@link #FALSE} or {@link #ERROR}; an empty expression is false.
     */
    public int evaluate(final String expression)
    {
        text = expression;
        position = 0;
        error = null;
        errorOffset = 0;
        if (expression.isEmpty())
        {
            return FALSE;
        }
        final int result = parseOr(MAX_DEPTH);
        if (ERROR == result)
        {
            return ERROR;
        }
        if (DESYNCHRONIZED == result)
        {
            return fail("unparsable conditional expression '" + expression + "'", position);
        }
        final Node root = parsed;
        skipBlanks();
        if (position < text.length())
        {
            return fail("unexpected character '" + text.charAt(position) + "' at the end of conditional expression '" +
                text + "'", position);
        }
        return answer(root);
    }

    /** What is wrong with the last expression. */
    public String error()
    {
        return error;
    }

    /** Offset of the first wrong character of the last expression. */
    public int errorOffset()
    {
        return errorOffset;
    }

    private int fail(final String message, final int offset)
    {
        error = message;
        errorOffset = offset;
        return ERROR;
    }

    private char at(final int offset)
    {
        return offset < text.length() ? text.charAt(offset) : 0;
    }

    private void skipBlanks()
    {
        while (' ' == at(position) || '\t' == at(position))
        {
            position++;
        }
    }

    /** EXPR = AND [ "||" EXPR ]; the result is in {@code parsed}, the position is behind it. */
    private int parseOr(final int depth)
    {
        final int from = position;
        if (from >= text.length())
        {
            return DESYNCHRONIZED;
        }
        if (depth <= 0)
        {
            return fail("unparsable conditional expression '" + text.substring(from) + "'", from);
        }
        final int result = parseAnd(depth - 1);
        if (PARSED != result)
        {
            return ERROR == result ? ERROR :
                fail("unparsable conditional expression '" + text.substring(position) + "'", position);
        }
        final Node left = parsed;
        skipBlanks();
        if ('|' != at(position) || '|' != at(position + 1))
        {
            return PARSED;
        }
        final int operator = position;
        position += 2;
        skipBlanks();
        return chain(parseOr(depth - 1), left, true, operator);
    }

    /** AND = TERM [ "&&" AND ]. */
    private int parseAnd(final int depth)
    {
        final int from = position;
        if (from >= text.length())
        {
            return DESYNCHRONIZED;
        }
        if (depth <= 0)
        {
            return fail("unparsable conditional sub-expression '" + text.substring(from) + "'", from);
        }
        final int result = parseTerm(depth - 1);
        if (PARSED != result)
        {
            return ERROR == result ? ERROR :
                fail("unparsable conditional sub-expression '" + text.substring(position) + "'", position);
        }
        final Node left = parsed;
        skipBlanks();
        if ('&' != at(position) || '&' != at(position + 1))
        {
            return PARSED;
        }
        final int operator = position;
        position += 2;
        skipBlanks();
        return chain(parseAnd(depth - 1), left, false, operator);
    }

    private int chain(final int result, final Node left, final boolean isOr, final int operator)
    {
        if (PARSED == result)
        {
            if (isOr)
            {
                left.or = parsed;
            }
            else
            {
                left.and = parsed;
            }
            parsed = left;
        }
        else
        {
            position = operator;
        }
        return result;
    }

    /** TERM = { "!" } ( integer | "(" EXPR ")" | predicate [ "(" arguments ")" ] ). */
    private int parseTerm(final int depth)
    {
        final int from = position;
        skipBlanks();
        if (position >= text.length())
        {
            position = from;
            return DESYNCHRONIZED;
        }
        if (depth <= 0)
        {
            return failAt(from);
        }
        final Node node = new Node();
        while ('!' == at(position))
        {
            node.isNegated = !node.isNegated;
            position++;
            skipBlanks();
        }
        if (parseInteger(node))
        {
            parsed = node;
            return PARSED;
        }
        return '(' == at(position) ? parseParentheses(node, from, depth) : parsePredicate(node, from);
    }

    private int failAt(final int from)
    {
        position = from;
        return fail("unparsable conditional expression '" + text.substring(from) + "'", from);
    }

    /** As C's strtol() with base 0; the value matters only for being zero or not. */
    private boolean parseInteger(final Node node)
    {
        int i = position;
        while (Lexer.isSpace(at(i)))
        {
            i++;
        }
        if ('-' == at(i) || '+' == at(i))
        {
            i++;
        }
        int radix = 10;
        if ('0' == at(i))
        {
            final boolean isHex = ('x' == at(i + 1) || 'X' == at(i + 1)) && Character.digit(at(i + 2), 16) >= 0;
            radix = isHex ? 16 : 8;
            i += isHex ? 2 : 0;
        }
        final int digits = i;
        boolean isNonZero = false;
        while (at(i) < 128 && Character.digit(at(i), radix) >= 0)
        {
            isNonZero |= '0' != at(i);
            i++;
        }
        if (i > digits)
        {
            node.isConstant = true;
            node.constant = isNonZero;
            position = i;
        }
        return i > digits;
    }

    private int parseParentheses(final Node node, final int from, final int depth)
    {
        position++;
        skipBlanks();
        final int result = parseOr(depth - 1);
        if (PARSED != result)
        {
            return ERROR == result ? ERROR : failAt(from);
        }
        node.inner = parsed;
        skipBlanks();
        if (')' != at(position))
        {
            position = from;
            return fail("expected ')' after conditional expression '" + text.substring(from) + "'", from);
        }
        position++;
        skipBlanks();
        parsed = node;
        return PARSED;
    }

    private int parsePredicate(final Node node, final int from)
    {
        int end = position;
        while (end < text.length() && ' ' != text.charAt(end) && '(' != text.charAt(end))
        {
            end++;
        }
        final String word = text.substring(position, end);
        final int argumentCount = argumentCount(word);
        if (0 == argumentCount)
        {
            return failAt(from);
        }
        node.predicate = word;
        position = end;
        if (!parseArguments(node, argumentCount))
        {
            return ERROR;
        }
        parsed = node;
        return PARSED;
    }

    private static int argumentCount(final String word)
    {
        return switch (word)
        {
            case "defined", "feature", "version_atleast", "version_before", "openssl_version_atleast",
                "openssl_version_before", "ssllib_name_startswith", "awslc_api_atleast", "awslc_api_before",
                "enabled" -> 1;
            case "streq", "strneq", "strstr" -> 2;
            default -> 0;
        };
    }

    /** One or two strings in parentheses; without parentheses a single argument is empty. */
    private boolean parseArguments(final Node node, final int count)
    {
        final boolean isOpen = '(' == at(position);
        position += isOpen ? 1 : 0;
        int found = 0;
        while (found < count)
        {
            final String argument = isOpen ? parseArgument(found) : "";
            if (null == argument)
            {
                fail(error + inArgument(found, node), position);
                return false;
            }
            node.first = 0 == found ? argument : node.first;
            node.second = 1 == found ? argument : null;
            found++;
            if (!isOpen || ',' != at(position) || found >= count)
            {
                break;
            }
            position++;
        }
        if (found < count)
        {
            fail("missing arguments (got " + found + "/" + count + "), type 'string' expected" +
                inArgument(found, node), position);
            return false;
        }
        if (isOpen && ')' != at(position))
        {
            final String rest = text.substring(position);
            final int blamed = found > 1 ? found - 1 : found;
            final String before = rest.isEmpty() ? "" : " before '" + rest + "'";
            fail("expected ')'" + before + inArgument(blamed, node), position);
            return false;
        }
        position += isOpen ? 1 : 0;
        return true;
    }

    private static String inArgument(final int number, final Node node)
    {
        return " in argument " + number + " of predicate '" + node.predicate + "' used in conditional expression";
    }

    private String parseArgument(final int index)
    {
        final StringBuilder argument = new StringBuilder();
        boolean singleQuoted = false;
        boolean doubleQuoted = false;
        while (position < text.length())
        {
            final char c = text.charAt(position);
            if ('"' == c && !singleQuoted)
            {
                doubleQuoted = !doubleQuoted;
            }
            else if ('\'' == c && !doubleQuoted)
            {
                singleQuoted = !singleQuoted;
            }
            else if ('\\' == c && !singleQuoted)
            {
                if (position + 1 >= text.length())
                {
                    error = "failed to parse '\\' after '" + argument + "' as type 'string' at position " + (index + 1);
                    return null;
                }
                appendEscaped(argument, text.charAt(position + 1));
            }
            else if (!singleQuoted && !doubleQuoted && (',' == c || ')' == c))
            {
                break;
            }
            else
            {
                argument.append(c);
            }
            position++;
        }
        return argument.toString();
    }

    private void appendEscaped(final StringBuilder argument, final char next)
    {
        switch (next)
        {
            case '\\', ' ', '"', '\'' -> argument.append(next);
            case 'r' -> argument.append('\r');
            case 'n' -> argument.append('\n');
            case 't' -> argument.append('\t');
            default ->
            {
                argument.append('\\');
                position--;
            }
        }
        position++;
    }

    private int answer(final Node root)
    {
        int result = FALSE;
        for (Node or = root; null != or && FALSE == result; or = or.or)
        {
            result = TRUE;
            for (Node and = or; null != and && TRUE == result; and = and.and)
            {
                result = answerTerm(and);
            }
        }
        return result;
    }

    private int answerTerm(final Node node)
    {
        final int result;
        if (node.isConstant)
        {
            result = node.constant ? TRUE : FALSE;
        }
        else if (null != node.inner)
        {
            result = answer(node.inner);
        }
        else
        {
            result = answerPredicate(node);
        }
        return ERROR != result && node.isNegated ? TRUE - result : result;
    }

    private int answerPredicate(final Node node)
    {
        final String argument = node.first;
        return switch (node.predicate)
        {
            case "defined" -> of(null != environment.value(argument));
            case "feature" -> of(isFeature(argument));
            case "streq" -> of(argument.equals(node.second));
            case "strneq" -> of(!argument.equals(node.second));
            case "strstr" -> of(argument.contains(node.second));
            case "version_atleast" -> of(VersionNumber.compareHaproxy(argument) <= 0);
            case "version_before" -> of(VersionNumber.compareHaproxy(argument) > 0);
            case "openssl_version_atleast" -> openssl(node, true);
            case "openssl_version_before" -> openssl(node, false);
            case "ssllib_name_startswith" -> of(Version.TLS_LIBRARY.startsWith(argument));
            case "enabled" -> of(!argument.isEmpty() && enabled.contains(" " + argument + " "));
            default -> invalidArgument(node);
        };
    }

    private static int of(final boolean holds)
    {
        return holds ? TRUE : FALSE;
    }

    private int openssl(final Node node, final boolean isAtLeast)
    {
        final long asked = VersionNumber.openssl(node.first);
        if (0 == asked)
        {
            return invalidArgument(node);
        }
        return of(isAtLeast == asked <= Version.OPENSSL_NUMBER);
    }

    private int invalidArgument(final Node node)
    {
        return fail("invalid argument to conditional expression predicate '" + node.predicate + "': '" + node.first +
            "'", position);
    }

    private boolean isFeature(final String name)
    {
        for (int i = features.indexOf(name); i >= 0 && i < features.length(); i = features.indexOf(name, i + 1))
        {
            final int end = i + name.length();
            final boolean isWhole = end == features.length() || ' ' == features.charAt(end);
            if (i > 0 && isWhole && ('+' == features.charAt(i - 1) || '-' == features.charAt(i - 1)))
            {
                return '+' == features.charAt(i - 1);
            }
        }
        return false;
    }
}
