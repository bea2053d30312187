/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordState;
import io.fairlead.engine.config.LanguageIndex;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.ExprUse;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;

/**
 * Reads the lines of ACLs: {@code <keyword or expression> [flags] [patterns]}. Source: configuration.txt 7.1.
 */
public final class AclParser
{
    private static final int TEXT_LIMIT = 160;
    private static final String OPERATORS = "eq ge gt le lt ne";

    private final ExprContext context;
    private String[] words;
    private int at;
    private String keyword;
    private SampleExpr expr;
    private AclKeyword aclKeyword;
    private boolean isMethodGiven;
    private MatchMethod method;
    private boolean ignoreCase;
    private boolean mayResolve = true;
    private boolean isMap;
    private int uniqueId = -1;
    private final List<PatternSet> sets = new ArrayList<>();

    public AclParser(final ExprContext context)
    {
        this.context = context;
    }

    /**
     * Read {@code <name> <keyword> ...} and add it to the ACL of that name.
     *
     * @throws ConfigException with the bare message.
     */
    public static Acl parse(final String[] words, final int from, final AclTable table, final ExprContext context)
    {
        final String name = words[from];
        for (int i = 0; i < name.length(); i++)
        {
            if (!ExprParser.isNameChar(name.charAt(i)))
            {
                throw new ConfigException("invalid character in ACL name : '" + name.charAt(i) + '\'');
            }
        }
        final AclTerm term = new AclParser(context).parseTerm(words, from + 1);
        warnOfParenthesis(words, from, context);
        final Acl acl = name.isEmpty() ? new Acl("") : table.findOrMake(name);
        acl.add(term);
        return acl;
    }

    private static void warnOfParenthesis(final String[] words, final int from, final ExprContext context)
    {
        if (from + 2 < words.length && words[from + 1].indexOf('(') < 0 && words[from + 2].startsWith("("))
        {
            context.warn("parsing acl '" + words[from] + "' :\n  matching '" + words[from + 1] + "' for pattern '" +
                words[from + 2] + "' is likely a mistake and probably\n" +
                "  not what you want. Maybe you need to remove the extraneous space before '('.\n" +
                "  If you are really sure this is not an error, please insert '--' between the\n" +
                "  match and the pattern to make this warning message disappear.\n");
        }
    }

    /** Read {@code <keyword> [flags] [patterns]}. */
    AclTerm parseTerm(final String[] allWords, final int from)
    {
        words = allWords;
        at = from;
        final ExprUse use = context.use();
        context.use(ExprUse.ACL);
        try
        {
            readExpression(word());
            at++;
            readFlags();
            if (null == method)
            {
                throw methodMissing();
            }
            warnOfOtherMethod();
            readPatterns();
        }
        finally
        {
            context.use(use);
        }
        return new AclTerm(keyword, expr, method, sets.toArray(new PatternSet[0]), text(from),
            context.file() + ':' + context.line());
    }

    /** Words from one on, as far as a reader of an explanation wants to see them. */
    private String text(final int from)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = from; i < words.length && !words[i].isEmpty(); i++)
        {
            if (text.length() > TEXT_LIMIT)
            {
                return text.append(" ...").toString();
            }
            text.append(i == from ? "" : " ").append(words[i]);
        }
        return text.toString();
    }

    private String word()
    {
        return at < words.length ? words[at] : "";
    }

    private String next()
    {
        at++;
        return word();
    }

    private void readExpression(final String text)
    {
        int end = 0;
        while (end < text.length() && ExprParser.isNameChar(text.charAt(end)))
        {
            end++;
        }
        final Keyword known = context.parse().registry().find(KeywordKind.ACL, text.substring(0, end));
        if (null != known && KeywordState.REFUSED == known.state())
        {
            throw new ConfigException(known.note());
        }
        final LanguageIndex language = LanguageIndex.instance();
        final String name = text.substring(0, end);
        if (null == known && language.isKnown(KeywordKind.ACL, name) && !language.isKnown(KeywordKind.FETCH, name))
        {
            throw new ConfigException(LanguageIndex.refusal(name));
        }
        if (null == known)
        {
            try
            {
                expr = ExprParser.parse(text, context);
            }
            catch (final ConfigException ex)
            {
                throw new ConfigException(ex.getMessage() + " in ACL expression '" + text + '\'');
            }
            keyword = expr.fetchKeyword().name();
        }
        else
        {
            aclKeyword = known.implementation(AclKeyword.class);
            final FetchKeyword fetch = context.fetch(aclKeyword.fetch());
            if (null == fetch)
            {
                throw new ConfigException("unknown fetch method '" + aclKeyword.fetch() + "' in ACL expression '" +
                    text + '\'');
            }
            expr = ExprParser.parseAclKeyword(text, aclKeyword.name(), fetch, context);
            keyword = aclKeyword.name();
        }
        final SampleType type = expr.outputType();
        final boolean isAcl = null != aclKeyword && !expr.hasConverters();
        method = isAcl ? aclKeyword.method() : MatchMethod.ofType(type);
        if (null != method && SampleType.BOOL != type && at + 1 >= words.length)
        {
            context.warn("parsing acl keyword '" + text + "' :\n" +
                "  no pattern to match against were provided, so this ACL will never match.\n" +
                "  If this is what you intended, please add '--' to get rid of this warning.\n" +
                "  If you intended to match only for existence, please use '-m found'.\n" +
                "  If you wanted to force an int to match as a bool, please use '-m bool'.\n\n");
        }
    }

    private ConfigException methodMissing()
    {
        return new ConfigException("matching method must be specified first (using '-m') when using a sample fetch " +
            "of this type ('" + keyword + "')");
    }

    private void readFlags()
    {
        boolean isLoaded = false;
        while (word().startsWith("-"))
        {
            switch (word())
            {
                case "-i" -> ignoreCase = true;
                case "-n" -> mayResolve = false;
                case "-u" -> readId(next());
                case "-M" -> isMap = true;
                case "-f" ->
                {
                    readFile(next());
                    isLoaded = true;
                }
                case "-m" -> readMethod(next(), isLoaded);
                case "--" ->
                {
                    at++;
                    return;
                }
                default -> throw new ConfigException('\'' + word() +
                    "' is not a valid ACL option. Please use '--' before any pattern beginning with a '-'");
            }
            at++;
        }
    }

    private void readId(final String text)
    {
        if (!text.matches("[-+]?[0-9]{1,9}"))
        {
            throw new ConfigException("the argument of -u must be an integer");
        }
        uniqueId = Integer.parseInt(text);
        if (!context.service(PatternRegistry.class).reserve(uniqueId))
        {
            throw new ConfigException("the id is already used");
        }
    }

    private void readFile(final String name)
    {
        if (null == method)
        {
            throw methodMissing();
        }
        final PatternList list = context.service(PatternRegistry.class)
            .file(name, isMap, false, context.file(), context.line());
        sets.add(list.set(method, ignoreCase, mayResolve, MapValueType.NONE));
    }

    private void readMethod(final String text, final boolean isLoaded)
    {
        if (isLoaded)
        {
            throw new ConfigException(
                "'-m' must only be specified before patterns and files in parsing ACL expression");
        }
        if (isMethodGiven)
        {
            throw new ConfigException("only one explicit matching method can be defined with '-m' parameter." +
                " if migrating from an old version, just keep the last one");
        }
        final MatchMethod wanted = MatchMethod.ofText(text);
        if (null == wanted)
        {
            throw new ConfigException("unknown matching method '" + text + "' when parsing ACL expression");
        }
        if (MatchMethod.FOUND != wanted && !SampleCasts.isAllowed(expr.outputType(), wanted.type()))
        {
            throw new ConfigException("matching method '" + text + "' cannot be used with fetch keyword '" +
                keyword + '\'');
        }
        isMethodGiven = true;
        method = wanted;
    }

    private void warnOfOtherMethod()
    {
        if (null == aclKeyword || aclKeyword.method() == method)
        {
            return;
        }
        final boolean isNamed = switch (aclKeyword.method())
        {
            case BEG, DIR, DOM, END, LEN, REG, SUB, METHOD, GROUP -> true;
            default -> false;
        };
        if (isNamed)
        {
            context.parse().warning("original matching method '" + aclKeyword.name() +
                "' was overwritten and will not be applied as expected.");
        }
    }

    private void readPatterns()
    {
        final PatternList list = context.service(PatternRegistry.class).inline(
            "acl '" + keyword + "' file '" + context.file() + "' line " + context.line(), uniqueId);
        String operator = "eq";
        for (; !word().isEmpty(); at++)
        {
            final String text = word();
            if (MatchMethod.INT == method || MatchMethod.LEN == method || MatchMethod.VERSION == method)
            {
                if (2 == text.length() && OPERATORS.contains(text))
                {
                    operator = text;
                    continue;
                }
                list.load(range(text, operator), null, 0);
            }
            else
            {
                list.load(text, null, 0);
            }
        }
        if (!list.entries().isEmpty() || sets.isEmpty())
        {
            sets.add(list.set(method, ignoreCase, mayResolve, MapValueType.NONE));
        }
    }

    private String range(final String text, final String operator)
    {
        if ("eq".equals(operator) || "ne".equals(operator) || text.indexOf(':') >= 0 || text.indexOf('-') >= 0)
        {
            return text;
        }
        long value = number(text);
        final boolean isLower = operator.startsWith("g");
        value += operator.equals("gt") ? 1 : operator.equals("lt") ? -1 : 0;
        final String bound = MatchMethod.VERSION == method ? (value >> 16) + "." + (value & 0xFFFF) : "" + value;
        return isLower ? bound + ':' : ':' + bound;
    }

    private long number(final String text)
    {
        final int dot = text.indexOf('.');
        final String major = dot < 0 ? text : text.substring(0, dot);
        final String minor = dot < 0 || MatchMethod.VERSION != method ? "0" : text.substring(dot + 1);
        if (!major.matches("[0-9]{1,18}") || !minor.matches("[0-9]{1,18}"))
        {
            throw new ConfigException('\'' + text + "' is neither a number nor a supported operator");
        }
        if (MatchMethod.VERSION != method)
        {
            return Long.parseLong(major);
        }
        if (Long.parseLong(minor) > 0xFFFF)
        {
            throw new ConfigException('\'' + text + "' contains too large a minor value");
        }
        if (Long.parseLong(major) > 0xFFFF)
        {
            throw new ConfigException('\'' + text + "' contains too large a major value");
        }
        return Long.parseLong(major) << 16 | Long.parseLong(minor);
    }
}
