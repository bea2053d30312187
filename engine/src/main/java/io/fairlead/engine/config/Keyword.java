/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One word of the configuration language, describing itself. Descriptions are built fluently into a constant, then
 * registered; registering freezes them.
 * <pre>{@code
 * static final Keyword KEYWORD = Keyword.fetch("path")
 *     .returns(STR).from(REQUEST_HEADERS).manual("7.3.6")
 *     .summary("URI path of the request, without the query string");
 *
 * static final Keyword MAXCONN = Keyword.global("maxconn").words(1, 1).syntax("maxconn <number>").manual("3.2")
 *     .summary("Connections accepted by the process")
 *     .parsedBy(GlobalSettings.class, (settings, words, context) -> ...);
 * }</pre>
 */
public final class Keyword
{
    /** Any number of words. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private final KeywordKind kind;
    private final String name;
    private List<String> aliases = List.of();
    private int proxies = ProxyKind.ANY;
    private boolean httpOnly;
    private boolean negatable;
    private boolean prefixMatched;
    private boolean discovered;
    private boolean strictlyPlaced;
    private boolean ssl;
    private boolean experimental;
    private boolean deprecated;
    private int minWords;
    private int maxWords = UNLIMITED;
    private String expectation = "an argument";
    private String complaint;
    private String syntax;
    private int requiredArguments;
    private List<ArgumentType> arguments = List.of();
    private TypeName inputType;
    private TypeName outputType;
    private List<FetchSource> sources = List.of();
    private List<String> flags = List.of();
    private String expansion;
    private String manual = "";
    private String summary = "";
    private String since = "";
    private KeywordState state = KeywordState.SAME;
    private String note = "";
    private Class<?> targetType;
    private KeywordParser<?> parser;
    private Object implementation;
    private boolean frozen;

    private Keyword(final KeywordKind kind, final String name)
    {
        this.kind = kind;
        this.name = name;
    }

    /** A keyword of any kind; a name of several words is written with single blanks, {@code "stats socket"}. */
    public static Keyword of(final KeywordKind kind, final String name)
    {
        return new Keyword(kind, name);
    }

    /** A line of the {@code global} section. */
    public static Keyword global(final String name)
    {
        return of(KeywordKind.GLOBAL, name);
    }

    /** A line of proxy sections; {@code proxies} is a mask of {@link ProxyKind}. */
    public static Keyword proxy(final String name, final int proxies)
    {
        return of(KeywordKind.PROXY, name).proxies(proxies);
    }

    /** {@code option <name>}; {@code proxies} is a mask of {@link ProxyKind}; takes {@code no} and {@code default}. */
    public static Keyword option(final String name, final int proxies)
    {
        return of(KeywordKind.OPTION, name).proxies(proxies).negatable();
    }

    /** A word of {@code bind} lines that takes {@code wordCount} arguments. */
    public static Keyword bind(final String name, final int wordCount)
    {
        return of(KeywordKind.BIND, name).words(wordCount, wordCount);
    }

    /** A word of {@code server} lines that takes {@code wordCount} arguments. */
    public static Keyword server(final String name, final int wordCount)
    {
        return of(KeywordKind.SERVER, name).words(wordCount, wordCount);
    }

    /** An action of a rule set. */
    public static Keyword action(final KeywordKind ruleSet, final String name)
    {
        return of(ruleSet, name);
    }

    /** A sample fetch function. */
    public static Keyword fetch(final String name)
    {
        return of(KeywordKind.FETCH, name);
    }

    /** A sample converter. */
    public static Keyword converter(final String name)
    {
        return of(KeywordKind.CONVERTER, name);
    }

    /** An ACL keyword that stands for {@code expansion}, for example {@code path -m beg}. */
    public static Keyword acl(final String name, final String expansion)
    {
        final Keyword keyword = of(KeywordKind.ACL, name);
        keyword.expansion = expansion;
        return keyword;
    }

    /** A command of the runtime API, {@code "show stat"}. */
    public static Keyword command(final String words)
    {
        return of(KeywordKind.COMMAND, words);
    }

    /** Other names for the same thing. */
    public Keyword aliases(final String... names)
    {
        edit();
        aliases = List.of(names);
        return this;
    }

    /** Proxy sections where the word may stand, a mask of {@link ProxyKind}. */
    public Keyword proxies(final int mask)
    {
        edit();
        proxies = mask;
        return this;
    }

    /** Has an effect only in proxies of mode http. */
    public Keyword httpOnly()
    {
        edit();
        httpOnly = true;
        return this;
    }

    /** {@code no} and {@code default} may stand in front. */
    public Keyword negatable()
    {
        edit();
        negatable = true;
        return this;
    }

    /** Any word that begins with the name is meant, as {@code set-var(txn.x)} by {@code set-var}. */
    public Keyword prefixMatched()
    {
        edit();
        prefixMatched = true;
        return this;
    }

    /** Read in the first reading too, as it decides how the process runs; {@code global} only. */
    public Keyword discovered()
    {
        edit();
        discovered = true;
        return this;
    }

    /** Refused in a proxy of the wrong kind, where other words are ignored with a warning. */
    public Keyword strictlyPlaced()
    {
        edit();
        strictlyPlaced = true;
        return this;
    }

    /** A TLS word: listed behind {@code ssl} in dumps of bind options. */
    public Keyword ssl()
    {
        edit();
        ssl = true;
        return this;
    }

    /** Refused unless {@code expose-experimental-directives} was given. */
    public Keyword experimental()
    {
        edit();
        experimental = true;
        return this;
    }

    /** Refused unless {@code expose-deprecated-directives} was given. */
    public Keyword deprecated()
    {
        edit();
        deprecated = true;
        return this;
    }

    /** Least and greatest number of words behind the keyword; {@link #UNLIMITED} for no limit. */
    public Keyword words(final int min, final int max)
    {
        edit();
        minWords = min;
        maxWords = max;
        return this;
    }

    /** What is missing when there are too few words: {@code 'maxconn' expects <this>.} */
    public Keyword expects(final String what)
    {
        edit();
        expectation = what;
        return this;
    }

    /** Whole message when there are too few words, where HAProxy's differs from the usual one of {@link #expects}. */
    public Keyword missing(final String message)
    {
        edit();
        complaint = message;
        return this;
    }

    /** Syntax line of the reference; by default made from name and arguments. */
    public Keyword syntax(final String text)
    {
        edit();
        syntax = text;
        return this;
    }

    /** Arguments in parentheses of a fetch or converter; the first {@code required} ones must be given. */
    public Keyword arguments(final int required, final ArgumentType... types)
    {
        edit();
        requiredArguments = required;
        arguments = List.of(types);
        return this;
    }

    /** Input type of a converter. */
    public Keyword takes(final TypeName type)
    {
        edit();
        inputType = type;
        return this;
    }

    /** Output type of a fetch or converter. */
    public Keyword returns(final TypeName type)
    {
        edit();
        outputType = type;
        return this;
    }

    /** Sources a fetch reads. */
    public Keyword from(final FetchSource... places)
    {
        edit();
        sources = List.of(places);
        return this;
    }

    /** Marks shown in brackets by dumps of commands and filters: {@code WORKER}, {@code MASTER}, {@code EXPERT}, ... */
    public Keyword flags(final String... marks)
    {
        edit();
        flags = List.of(marks);
        return this;
    }

    /** Section of HAProxy's configuration manual, for example {@code 4.2}. */
    public Keyword manual(final String section)
    {
        edit();
        manual = section;
        return this;
    }

    /** One line saying what it does. */
    public Keyword summary(final String text)
    {
        edit();
        summary = text;
        return this;
    }

    /** HAProxy version that brought it. */
    public Keyword since(final String version)
    {
        edit();
        since = version;
        return this;
    }

    /** Only part of it is supported; {@code what} says which part is not. */
    public Keyword subset(final String what)
    {
        edit();
        state = KeywordState.SUBSET;
        note = what;
        return this;
    }

    /** Accepted without effect; {@code why} goes into the reference. */
    public Keyword ignored(final String why)
    {
        edit();
        state = KeywordState.IGNORED;
        note = why;
        return this;
    }

    /** Refused, always with this message (the text behind {@code parsing [file:line] : }). */
    public Keyword refused(final String message)
    {
        edit();
        state = KeywordState.REFUSED;
        note = message;
        return this;
    }

    /** How a configuration word is applied to an object of type {@code target}. */
    public <T> Keyword parsedBy(final Class<T> target, final KeywordParser<T> function)
    {
        edit();
        targetType = target;
        parser = function;
        return this;
    }

    /** The object that does the work of a fetch, converter, action, filter, service or command. */
    public Keyword does(final Object worker)
    {
        edit();
        implementation = worker;
        return this;
    }

    /** Kind, and so name space. */
    public KeywordKind kind()
    {
        return kind;
    }

    /** Name, words separated by single blanks. */
    public String name()
    {
        return name;
    }

    /** Other names. */
    public List<String> aliases()
    {
        return aliases;
    }

    /** Name and aliases. */
    public List<String> names()
    {
        final List<String> all = new ArrayList<>(aliases.size() + 1);
        all.add(name);
        all.addAll(aliases);
        return all;
    }

    /** Mask of {@link ProxyKind}. */
    public int proxies()
    {
        return proxies;
    }

    /** Whether it has an effect only in mode http. */
    public boolean isHttpOnly()
    {
        return httpOnly;
    }

    /** Whether {@code no} and {@code default} may stand in front. */
    public boolean isNegatable()
    {
        return negatable;
    }

    /** Whether words that only begin with the name are meant too. */
    public boolean isPrefixMatched()
    {
        return prefixMatched;
    }

    /** Whether it is read in the first reading too. */
    public boolean isDiscovered()
    {
        return discovered;
    }

    /** Whether it is refused in a proxy of the wrong kind. */
    public boolean isStrictlyPlaced()
    {
        return strictlyPlaced;
    }

    /** Whether it is a TLS word. */
    public boolean isSsl()
    {
        return ssl;
    }

    /** Whether {@code expose-experimental-directives} is needed. */
    public boolean isExperimental()
    {
        return experimental;
    }

    /** Whether {@code expose-deprecated-directives} is needed. */
    public boolean isDeprecated()
    {
        return deprecated;
    }

    /** Least number of words behind the keyword. */
    public int minWords()
    {
        return minWords;
    }

    /** Greatest number of words behind the keyword, or {@link #UNLIMITED}. */
    public int maxWords()
    {
        return maxWords;
    }

    /** What is missing when there are too few words. */
    public String expectation()
    {
        return expectation;
    }

    /** Syntax for people. */
    public String syntax()
    {
        return null != syntax ? syntax : name + argumentText();
    }

    /** Number of arguments in parentheses that must be given. */
    public int requiredArguments()
    {
        return requiredArguments;
    }

    /** Types of the arguments in parentheses. */
    public List<ArgumentType> arguments()
    {
        return arguments;
    }

    /** Input type of a converter, or null. */
    public TypeName inputType()
    {
        return inputType;
    }

    /** Output type of a fetch or converter, or null. */
    public TypeName outputType()
    {
        return outputType;
    }

    /** Sources a fetch reads. */
    public List<FetchSource> sources()
    {
        return sources;
    }

    /** Marks shown by dumps. */
    public List<String> flags()
    {
        return flags;
    }

    /** What an ACL keyword stands for, or null. */
    public String expansion()
    {
        return expansion;
    }

    /** Section of the manual, or empty. */
    public String manual()
    {
        return manual;
    }

    /** One line saying what it does, or empty. */
    public String summary()
    {
        return summary;
    }

    /** HAProxy version that brought it, or empty. */
    public String since()
    {
        return since;
    }

    /** How far it follows HAProxy. */
    public KeywordState state()
    {
        return state;
    }

    /** What is left out, why it is ignored, or the message of refusal; empty for {@link KeywordState#SAME}. */
    public String note()
    {
        return note;
    }

    /** Whether the keyword has a parse function. */
    public boolean isParsed()
    {
        return null != parser;
    }

    /** Type of the objects the parse function configures, or null. */
    public Class<?> targetType()
    {
        return targetType;
    }

    /** The worker, cast; a wrong type is a programming error. */
    public <T> T implementation(final Class<T> type)
    {
        return type.cast(implementation);
    }

    /** Arguments in parentheses as dumps print them: {@code (string[,integer])}, or empty. */
    public String argumentText()
    {
        if (arguments.isEmpty())
        {
            return "";
        }
        final StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < arguments.size(); i++)
        {
            if (i == requiredArguments)
            {
                text.append('[');
            }
            text.append(0 == i ? "" : ",").append(arguments.get(i).label());
        }
        return text.append(requiredArguments < arguments.size() ? "])" : ")").toString();
    }

    /**
     * Check state, place and number of words, then run the parse function.
     *
     * @param target  object to configure; its class must be the one named in {@link #parsedBy}.
     * @param words   cursor standing behind the keyword.
     * @param context messages and settings.
     * @throws ConfigException with the message to print.
     */
    public void apply(final Object target, final Words words, final ParseContext context)
    {
        if (KeywordState.REFUSED == state)
        {
            throw new ConfigException(note);
        }
        checkExposure(context);
        if (isWholeLine())
        {
            checkWordCount(words);
        }
        else if (words.remaining() < minWords)
        {
            throw new ConfigException(null != complaint ? complaint : "'" + name + "' expects " + expectation + ".");
        }
        if (null != parser)
        {
            applyTyped(parser, target, words, context);
        }
        else if (!isWholeLine())
        {
            words.index(words.index() + minWords);
        }
    }

    void freeze()
    {
        frozen = true;
    }

    @Override
    public String toString()
    {
        return kind + " '" + name + '\'';
    }

    private boolean isWholeLine()
    {
        return KeywordKind.BIND != kind && KeywordKind.SERVER != kind && KeywordKind.CRT_LIST != kind;
    }

    private void checkWordCount(final Words words)
    {
        if (UNLIMITED != maxWords && !words.peek(maxWords).isEmpty())
        {
            throw new ConfigException(
                "'" + (KeywordKind.OPTION == kind ? "option " : "") + name + "' cannot handle unexpected argument '" +
                words.peek(maxWords) + "'.");
        }
        if (words.remaining() < minWords)
        {
            throw new ConfigException(null != complaint ? complaint : "'" + name + "' expects " + expectation + ".");
        }
    }

    private void checkExposure(final ParseContext context)
    {
        if (experimental && !context.isExperimentalAllowed())
        {
            throw new ConfigException("'" + name +
                "' directive is experimental, must be allowed via a global 'expose-experimental-directives'");
        }
        if (deprecated && !context.isDeprecatedAllowed())
        {
            throw new ConfigException("'" + name +
                "' directive is deprecated, must be allowed via a global 'expose-deprecated-directives'");
        }
    }

    @SuppressWarnings("unchecked")
    private <T> void applyTyped(
        final KeywordParser<T> function, final Object target, final Words words, final ParseContext context)
    {
        function.parse((T)targetType.cast(target), words, context);
    }

    private void edit()
    {
        if (frozen)
        {
            throw new IllegalStateException(this + " is registered and cannot be changed");
        }
    }

    /** Words of a name. */
    static List<String> split(final String name)
    {
        return Arrays.asList(name.split(" "));
    }
}
