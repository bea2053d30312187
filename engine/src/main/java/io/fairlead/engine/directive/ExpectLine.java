/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.fairlead.engine.check.CheckRuleSet;
import io.fairlead.engine.check.CheckStep;
import io.fairlead.engine.check.HeaderPattern;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.sample.Regex;
import io.fairlead.engine.server.HealthStatus;

/** {@code tcp-check expect} and {@code http-check expect}. */
final class ExpectLine
{
    private static final String METHODS = "'str', 'beg', 'end', 'sub' or 'reg'";

    private final CheckRuleLine line;
    private final CheckRuleSet rules;
    private final boolean isHttp;
    private final Words words;
    private final CheckStep.Expect expect = new CheckStep.Expect();
    private String pattern;
    private String onSuccess;
    private String onError;
    private String namePattern;
    private boolean isNameFormat;
    private String valuePattern;
    private boolean isValueFormat;

    ExpectLine(final CheckRuleLine line, final CheckRuleSet rules, final boolean isHttp)
    {
        this.line = line;
        this.rules = rules;
        this.isHttp = isHttp;
        this.words = line.words();
    }

    CheckStep parse()
    {
        if (!words.hasNext() || words.peek().isEmpty())
        {
            throw new ConfigException("expects at least a matching pattern as arguments");
        }
        while (words.hasNext())
        {
            String word = words.next();
            boolean isInPattern = false;
            while (word.startsWith("!"))
            {
                isInPattern = true;
                while (word.startsWith("!"))
                {
                    expect.isInverse = !expect.isInverse;
                    word = word.substring(1);
                }
                if (word.isEmpty())
                {
                    word = words.hasNext() ? words.next() : "";
                }
            }
            if (!pattern(word))
            {
                option(word, isInPattern);
            }
        }
        complete();
        rules.chain(expect);
        return expect;
    }

    private boolean pattern(final String word)
    {
        final CheckStep.Pattern kind = switch (word)
        {
            case "string" -> isHttp ? CheckStep.Pattern.BODY : CheckStep.Pattern.STRING;
            case "rstring" -> isHttp ? CheckStep.Pattern.BODY_REGEX : CheckStep.Pattern.STRING_REGEX;
            case "string-lf" -> isHttp ? CheckStep.Pattern.BODY_FORMAT : CheckStep.Pattern.STRING_FORMAT;
            case "binary" -> CheckStep.Pattern.BINARY;
            case "rbinary" -> CheckStep.Pattern.BINARY_REGEX;
            case "binary-lf" -> CheckStep.Pattern.BINARY_FORMAT;
            case "status" -> CheckStep.Pattern.STATUS;
            case "rstatus" -> CheckStep.Pattern.STATUS_REGEX;
            case "hdr", "fhdr" -> CheckStep.Pattern.HEADER;
            default -> null;
        };
        if (null == kind)
        {
            return false;
        }
        final boolean isBinary = word.contains("binary");
        final boolean isOfHttp = switch (kind)
        {
            case STATUS, STATUS_REGEX, HEADER -> true;
            default -> false;
        };
        if (isHttp && isBinary || !isHttp && isOfHttp)
        {
            throw unknown(word);
        }
        if (null != expect.pattern)
        {
            throw new ConfigException("only one pattern expected");
        }
        expect.pattern = kind;
        if (CheckStep.Pattern.HEADER == kind)
        {
            header(word);
        }
        else
        {
            pattern = line.argument('\'' + word + "' expects a <pattern> as argument");
        }
        return true;
    }

    private ConfigException unknown(final String word)
    {
        return new ConfigException(isHttp ?
            "'only supports min-recv, [!]string', '[!]rstring', '[!]string-lf', '[!]status', '[!]rstatus', [!]hdr, " +
                "[!]fhdr or comment but got '" + word + "' as argument." :
            "'only supports min-recv, '[!]binary', '[!]string', '[!]rstring', '[!]string-lf''[!]rbinary', " +
                "'[!]binary-lf' or comment but got '" + word + "' as argument.");
    }

    private void option(final String word, final boolean isInPattern)
    {
        switch (word)
        {
            case "min-recv", "comment", "on-success", "on-error", "ok-status", "error-status", "status-code",
                "tout-status", "custom" ->
            {
                if (isInPattern)
                {
                    throw new ConfigException("[!] not supported with '" + word + '\'');
                }
            }
            default -> throw unknown(word);
        }
        final String missing = '\'' + word + "' expects a string as argument";
        switch (word)
        {
            case "min-recv" -> minLength(line.argument("'min-recv' expects a integer as argument"));
            case "comment" -> expect.comment = line.argument(missing);
            case "on-success" -> onSuccess = line.argument(missing);
            case "on-error" -> onError = line.argument(missing);
            case "ok-status" -> expect.okStatus =
                status(word, line.argument(missing), "'L4OK', 'L6OK', 'L7OK' or 'L7OKC'",
                HealthStatus.L7_OK, HealthStatus.L7_OK_CONDITIONAL, HealthStatus.L6_OK, HealthStatus.L4_OK);
            case "error-status" -> expect.errorStatus = status(word, line.argument(missing),
                "'L4CON', 'L6RSP', 'L7RSP' or 'L7STS'", HealthStatus.L7_RESPONSE, HealthStatus.L7_STATUS,
                HealthStatus.L7_OK_CONDITIONAL, HealthStatus.L6_RESPONSE, HealthStatus.L4_CONNECTION);
            case "tout-status" -> expect.timeoutStatus = status(word, line.argument(missing),
                "'L4TOUT', 'L6TOUT' or 'L7TOUT'", HealthStatus.L7_TIMEOUT, HealthStatus.L6_TIMEOUT,
                HealthStatus.L4_TIMEOUT);
            case "status-code" -> expect.statusCode = line.expression(
                line.argument("'status-code' expects an expression as argument"), "status-code");
            default -> throw unknown(word);
        }
    }

    private void minLength(final String text)
    {
        final long value = Numbers.atoi(text);
        if (value < CheckStep.Expect.ANY_LENGTH)
        {
            throw new ConfigException("'min-recv' expects -1 or an integer from 0 to INT_MAX");
        }
        expect.minLength = value;
    }

    private static HealthStatus status(
        final String word, final String text, final String supported, final HealthStatus... choices)
    {
        for (final HealthStatus choice : choices)
        {
            if (choice.code().equalsIgnoreCase(text))
            {
                return choice;
            }
        }
        throw new ConfigException('\'' + word + "' only supports " + supported + " status (got '" + text + "').");
    }

    // ---- headers

    private void header(final String word)
    {
        expect.header = new HeaderPattern();
        expect.header.isFull = "fhdr".equals(word);
        final String first = words.peek(0);
        if (!"name".equals(first) && !"name-lf".equals(first) || words.peek(1).isEmpty())
        {
            throw new ConfigException(
                '\'' + word + "' expects at the name keyword as first argument followed by a pattern");
        }
        isNameFormat = "name-lf".equals(words.next());
        method(word, expect.header.name, isNameFormat);
        namePattern = words.next();
        final String second = words.peek(0);
        if (!"value".equals(second) && !"value-lf".equals(second))
        {
            return;
        }
        isValueFormat = "value-lf".equals(words.next());
        expect.header.value = new HeaderPattern.Part();
        method(word, expect.header.value, isValueFormat);
        valuePattern = line.argument('\'' + word + "' expect a pattern with the value keyword");
    }

    private void method(final String word, final HeaderPattern.Part part, final boolean isFormat)
    {
        if (!words.accept("-m"))
        {
            return;
        }
        final String name = line.argument('\'' + word + "' : '-m' expects at a matching pattern (" + METHODS + ")");
        switch (name)
        {
            case "str", "beg", "end", "sub", "reg" ->
                part.method = HeaderPattern.Method.valueOf(name.toUpperCase(Locale.ROOT));
            default -> throw new ConfigException(
                '\'' + word + "' : '-m' only supports " + METHODS + " (got '" + name + "')");
        }
        if (isFormat && HeaderPattern.Method.REG == part.method)
        {
            throw new ConfigException('\'' + word +
                "': log-format string is not supported with a regex matching method");
        }
    }

    private void part(
        final HeaderPattern.Part part, final String text, final boolean isFormat, final boolean ignoresCase)
    {
        if (HeaderPattern.Method.REG == part.method)
        {
            part.regex = Regex.compile(text, ignoresCase);
        }
        else if (isFormat)
        {
            part.format = line.format(text);
        }
        else
        {
            part.data = CheckRuleLine.bytes(text);
        }
    }

    // ---- end of the line

    private void complete()
    {
        if (null != onSuccess)
        {
            expect.onSuccess = line.format(onSuccess);
        }
        if (null != onError)
        {
            expect.onError = line.format(onError);
        }
        if (null == expect.pattern)
        {
            throw new ConfigException("pattern not found");
        }
        switch (expect.pattern)
        {
            case STATUS -> expect.statuses = statuses(pattern);
            case STRING, BODY -> expect.data = CheckRuleLine.bytes(pattern);
            case BINARY ->
            {
                try
                {
                    expect.data = CheckRuleLine.binary(pattern);
                }
                catch (final ConfigException e)
                {
                    throw new ConfigException("invalid binary string (" + e.getMessage() + ')');
                }
            }
            case STRING_REGEX, BINARY_REGEX, STATUS_REGEX, BODY_REGEX -> expect.regex = Regex.compile(pattern, false);
            case STRING_FORMAT, BINARY_FORMAT, BODY_FORMAT -> expect.format = line.format(pattern);
            default ->
            {
                part(expect.header.name, namePattern, isNameFormat, true);
                if (null != expect.header.value)
                {
                    part(expect.header.value, valuePattern, isValueFormat, false);
                }
            }
        }
    }

    /** Ranges of status codes. */
    static int[][] statuses(final String text)
    {
        final List<int[]> ranges = new ArrayList<>();
        int at = 0;
        while (true)
        {
            int end = digits(text, at);
            final int low = number(text, at, end);
            int high = low;
            if (end < text.length() && '-' == text.charAt(end))
            {
                at = end + 1;
                end = digits(text, at);
                high = number(text, at, end);
            }
            if (low > high)
            {
                throw new ConfigException("invalid range of status codes '" + text + '\'');
            }
            ranges.add(new int[] {low, high});
            if (end == text.length())
            {
                return ranges.toArray(new int[0][]);
            }
            if (',' != text.charAt(end))
            {
                throw new ConfigException("invalid character '" + text.charAt(end) + "' in the list of status codes");
            }
            at = end + 1;
        }
    }

    private static int digits(final String text, final int from)
    {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9')
        {
            i++;
        }
        return i;
    }

    private static int number(final String text, final int from, final int to)
    {
        return from == to ? 0 : to - from > 9 ? Integer.MAX_VALUE : Integer.parseInt(text.substring(from, to));
    }
}
