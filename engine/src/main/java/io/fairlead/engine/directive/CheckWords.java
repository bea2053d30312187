/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import io.fairlead.engine.check.CheckReply;
import io.fairlead.engine.check.CheckRuleSet;
import io.fairlead.engine.check.CheckStep;
import io.fairlead.engine.check.LdapReply;
import io.fairlead.engine.check.MysqlReply;
import io.fairlead.engine.check.SpopReply;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.ProxyKind;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.sample.Checkpoint;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.ExprUse;
import io.fairlead.engine.sample.Regex;
import io.fairlead.engine.server.HealthStatus;

/** Words of proxies that say how servers are checked. Source: configuration.txt 4.2. */
final class CheckWords
{
    private static final int KEYWORD_WORDS = 2;
    private static final int MAX_HTTPCHK_WORDS = 4;
    private static final String ONE_LINE = "%[res.payload(0,0),cut_crlf]";
    private static final String REPLY_TEXT = "%[res.payload(4,0),ltrim(' '),cut_crlf]";
    private static final String REPLY_CODE = "res.payload(0,3)";
    private static final int MYSQL_BASE_LENGTH = 7;
    private static final int MYSQL_41_LENGTH = 27;
    private static final int MYSQL_PLUGIN_LENGTH = 22;
    private static final int PGSQL_BASE_LENGTH = 15;

    private CheckWords()
    {
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.proxy("tcp-check", ProxyKind.BACK_SIDE | ProxyKind.ANY).syntax("tcp-check <rule> [<arguments>]")
                .manual("4.2").summary("A step of checks over TCP")
                .parsedBy(ProxySettings.class, CheckRuleLine::parse),
            Keyword.proxy("http-check", ProxyKind.BACK_SIDE | ProxyKind.ANY).syntax("http-check <rule> [<arguments>]")
                .manual("4.2").summary("A step of checks by HTTP")
                .parsedBy(ProxySettings.class, CheckRuleLine::parse),
            Keyword.proxy("external-check", ProxyKind.BACK_SIDE | ProxyKind.ANY)
                .syntax("external-check { command | path } <text>").manual("4.2")
                .summary("Program that checks servers").parsedBy(ProxySettings.class, CheckWords::program));
        options(registry);
        for (final KeywordKind kind : List.of(KeywordKind.TCP_CHECK, KeywordKind.HTTP_CHECK))
        {
            registry.registerAll(
                Keyword.action(kind, "set-var").prefixMatched().manual("4.2").summary("Sets a variable"),
                Keyword.action(kind, "set-var-fmt").prefixMatched().manual("4.2")
                    .summary("Sets a variable from a format"),
                Keyword.action(kind, "unset-var").prefixMatched().manual("4.2").summary("Forgets a variable"));
        }
    }

    private static Keyword option(final String name, final String syntax, final String summary)
    {
        return Keyword.of(KeywordKind.OPTION, name).proxies(ProxyKind.ANY).manual("4.2").syntax(syntax).summary(
            summary);
    }

    private static void options(final KeywordRegistry registry)
    {
        registry.registerAll(
            option("tcp-check", "tcp-check", "Check servers by the steps of tcp-check lines")
                .parsedBy(ProxySettings.class, CheckWords::tcpCheck),
            option("httpchk", "httpchk [ <method> ] <uri> [ <version> [ <host> ] ]", "Check servers by HTTP requests")
                .parsedBy(ProxySettings.class, CheckWords::httpCheck),
            option("redis-check", "redis-check", "Check Redis servers")
                .parsedBy(ProxySettings.class, CheckWords::redis),
            option("smtpchk", "smtpchk [ { HELO | EHLO } <host> ]", "Check SMTP servers")
                .parsedBy(ProxySettings.class, CheckWords::smtp),
            option("pgsql-check", "pgsql-check user <name>", "Check PostgreSQL servers")
                .parsedBy(ProxySettings.class, CheckWords::pgsql),
            option("mysql-check", "mysql-check [ user <name> [ { pre-41 | post-41 | post-80 } ] ]",
                "Check MySQL servers").parsedBy(ProxySettings.class, CheckWords::mysql),
            option("ldap-check", "ldap-check", "Check LDAP servers").parsedBy(ProxySettings.class, CheckWords::ldap),
            option("spop-check", "spop-check", "Check agents of stream processing offload")
                .parsedBy(ProxySettings.class, CheckWords::spop),
            option("ssl-hello-chk", "ssl-hello-chk", "Check that servers answer a hello of SSL 3")
                .parsedBy(ProxySettings.class, CheckWords::sslHello),
            option("external-check", "external-check", "Check servers by a program")
                .parsedBy(ProxySettings.class, CheckWords::external));
    }

    /** The option or type, as messages name it. */
    private static String written(final Words words)
    {
        return '\'' + words.line().word(0) + ' ' + words.line().word(1) + '\'';
    }

    /** HAProxy refuses further words behind options, not behind the type of a section. */
    private static void noMoreThan(final int max, final Words words)
    {
        if (!"type".equals(words.line().word(0)))
        {
            Report.noMoreThan(max, KEYWORD_WORDS, words);
        }
    }

    // ---- written rules

    private static void tcpCheck(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "tcp-check", context);
        noMoreThan(0, words);
        use(proxy, proxy.check.ownTcp());
        proxy.check.areTcpRulesUnused = false;
    }

    private static void use(final ProxySettings proxy, final CheckRuleSet rules)
    {
        proxy.check.rules = rules;
        proxy.check.isExternal = false;
    }

    private static void httpCheck(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "httpchk", context);
        noMoreThan(MAX_HTTPCHK_WORDS, words);
        use(proxy, proxy.check.ownHttp());
        proxy.check.areHttpRulesUnused = false;
        final CheckStep.HttpSend request = new CheckStep.HttpSend();
        request.isFromOption = true;
        request.method = words.remaining() > 1 ? CheckRuleLine.bytes(words.next()) : null;
        request.uri = words.hasNext() ? CheckRuleLine.bytes(words.next()) : null;
        request.version = words.hasNext() ? words.next() : null;
        final ExprContext expressions = ProxyBuild.of(proxy, context).expressions.use(ExprUse.TCP_CHECK);
        if (words.hasNext())
        {
            try
            {
                request.headers.add(header("host", words.next(), expressions));
            }
            catch (final ConfigException e)
            {
                throw new ConfigException(written(words) + " : " + e.getMessage() + ".");
            }
        }
        final int lineEnd = null == request.version ? -1 : request.version.indexOf("\r\n");
        if (lineEnd >= 0)
        {
            // A deliberate difference: HAProxy refuses this from 2.8 on, as up to 2.6 it is a warning here.
            context.warningTight(
                written(words) + " : hiding headers or body at the end of the version string is deprecated. " +
                "Please, consider to use 'http-check send' directive instead.");
            glued(request, request.version.substring(lineEnd + 2), expressions);
            request.version = request.version.substring(0, lineEnd);
        }
        proxy.check.ownHttp().addOptionRequest(request);
    }

    private static CheckStep.Header header(final String name, final String value, final ExprContext expressions)
    {
        return new CheckStep.Header(CheckRuleLine.bytes(name.toLowerCase(Locale.ROOT)),
            LogFormat.compile(value, expressions, 0, Checkpoint.CHECK.mask()));
    }

    private static void glued(final CheckStep.HttpSend request, final String text, final ExprContext expressions)
    {
        int at = 0;
        while (at < text.length())
        {
            final int found = text.indexOf("\r\n", at);
            final int end = found < 0 ? text.length() : found;
            if (end == at)
            {
                request.body = end + 2 < text.length() ? CheckRuleLine.bytes(text.substring(end + 2)) : null;
                return;
            }
            final String line = text.substring(at, end);
            final int colon = line.indexOf(':');
            if (colon <= 0)
            {
                throw new ConfigException("'option httpchk' : unable to parse the request '" + text + "'..");
            }
            final String name = line.substring(0, colon);
            if (!"content-length".equalsIgnoreCase(name) && !"transfer-encoding".equalsIgnoreCase(name))
            {
                // a percent sign was nothing special in such a header
                request.headers.add(header(name, line.substring(colon + 1).trim().replace("%", "%%"), expressions));
            }
            at = end + 2;
        }
    }

    /** What a request waits for when nothing is said. */
    static CheckStep.Expect usualExpect()
    {
        final CheckStep.Expect expect = new CheckStep.Expect();
        expect.pattern = CheckStep.Pattern.STATUS;
        expect.statuses = ExpectLine.statuses("200-399");
        return expect;
    }

    // ---- protocols known by name

    /** Puts the steps of a known protocol together. */
    private static final class Builder
    {
        private final CheckRuleSet rules;
        private final ExprContext expressions;

        private Builder(final ProxySettings proxy, final ParseContext context)
        {
            rules = new CheckRuleSet(CheckRuleSet.Protocol.KNOWN);
            expressions = ProxyBuild.of(proxy, context).expressions.use(ExprUse.TCP_CHECK);
        }

        private LogFormat format(final String text)
        {
            return LogFormat.compile(text, expressions, 0, Checkpoint.CHECK.mask());
        }

        private <T extends CheckStep> T add(final T step)
        {
            step.index = rules.nextIndex();
            if (step instanceof final CheckStep.Expect expect)
            {
                rules.chain(expect);
            }
            rules.steps.add(step);
            return step;
        }

        private void lingering()
        {
            final CheckStep.Connect connect = new CheckStep.Connect();
            connect.isDefault = true;
            connect.isLinger = true;
            add(connect);
        }

        private void send(final byte[] data)
        {
            add(new CheckStep.Send()).data = data;
        }

        private void send(final String hexadecimal)
        {
            send(CheckRuleLine.binary(hexadecimal));
        }

        private CheckStep.Expect expect(final CheckStep.Pattern pattern, final String text, final int minLength)
        {
            final CheckStep.Expect expect = new CheckStep.Expect();
            expect.pattern = pattern;
            expect.minLength = minLength;
            if (CheckStep.Pattern.STRING == pattern)
            {
                expect.data = CheckRuleLine.bytes(text);
            }
            else
            {
                expect.regex = Regex.compile(text, false);
            }
            return add(expect);
        }

        private void expect(final CheckReply reply)
        {
            final CheckStep.Expect expect = new CheckStep.Expect();
            expect.pattern = CheckStep.Pattern.CUSTOM;
            expect.reply = reply;
            add(expect);
        }
    }

    private static void redis(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "redis-check", context);
        noMoreThan(0, words);
        final Builder builder = new Builder(proxy, context);
        builder.send(CheckRuleLine.bytes("*1\r\n$4\r\nPING\r\n"));
        final CheckStep.Expect pong = builder.expect(CheckStep.Pattern.STRING, "+PONG\r\n", -1);
        pong.errorStatus = HealthStatus.L7_STATUS;
        pong.onError = builder.format(ONE_LINE);
        pong.onSuccess = builder.format("Redis server is ok");
        use(proxy, builder.rules);
    }

    private static void smtp(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "smtpchk", context);
        noMoreThan(2, words);
        final ConfigLine line = words.line();
        final String verb = line.word(2);
        final boolean isGiven = !line.word(3).isEmpty() && ("EHLO".equals(verb) || "HELO".equals(verb));
        final Builder builder = new Builder(proxy, context);
        builder.lingering();
        final CheckStep.Expect greeting =
            builder.expect(CheckStep.Pattern.STRING_REGEX, "^[0-9]{3}[ \\r]", 4);
        greeting.errorStatus = HealthStatus.L7_RESPONSE;
        greeting.onError = builder.format(ONE_LINE);
        reply(builder, "^2[0-9]{2}[ \\r]", 4, false);
        builder.send(CheckRuleLine.bytes((isGiven ? verb + ' ' + line.word(3) : "HELO localhost") + "\r\n"));
        reply(builder, "^(2[0-9]{2}-[^\\r]*\\r\\n)*2[0-9]{2}[ \\r]", -1, true);
        builder.send(CheckRuleLine.bytes("QUIT\r\n"));
        reply(builder, "^2[0-9]{2}[- \\r]", 4, true);
        use(proxy, builder.rules);
    }

    private static void reply(final Builder builder, final String regex, final int minLength, final boolean isTold)
    {
        final CheckStep.Expect reply = builder.expect(CheckStep.Pattern.STRING_REGEX, regex, minLength);
        reply.errorStatus = HealthStatus.L7_STATUS;
        reply.onError = builder.format(REPLY_TEXT);
        reply.onSuccess = isTold ? builder.format(REPLY_TEXT) : null;
        reply.statusCode = ExprParser.parse(REPLY_CODE, builder.expressions);
    }

    private static void pgsql(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "pgsql-check", context);
        noMoreThan(2, words);
        final String what = words.line().word(2);
        final String user = words.line().word(3);
        if (what.isEmpty() || user.isEmpty())
        {
            throw new ConfigException(written(words) + " expects 'user <username>' as argument.");
        }
        if (!"user".equals(what))
        {
            throw new ConfigException(written(words) + " only supports optional values: 'user'.");
        }
        final Builder builder = new Builder(proxy, context);
        builder.lingering();
        builder.send(String.format("%08X", PGSQL_BASE_LENGTH + user.length()) + "000300007573657200" + hex(user) +
            "0000");
        final CheckStep.Expect noError = builder.expect(CheckStep.Pattern.STRING_REGEX, "^E", 5);
        noError.isInverse = true;
        noError.errorStatus = HealthStatus.L7_RESPONSE;
        noError.onError = builder.format("%[res.payload(6,0)]");
        final CheckStep.Expect method = builder.expect(CheckStep.Pattern.BINARY_REGEX,
            "^52000000[A-Z0-9]{2}000000(00|02|03|04|05|06|07|09|0A)", 9);
        method.errorStatus = HealthStatus.L7_STATUS;
        method.onSuccess = builder.format("PostgreSQL server is ok");
        method.onError = builder.format("PostgreSQL unknown error");
        use(proxy, builder.rules);
    }

    private static String hex(final String text)
    {
        return HexFormat.of().formatHex(CheckRuleLine.bytes(text));
    }

    private static void mysql(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "mysql-check", context);
        noMoreThan(3, words);
        final String what = words.line().word(2);
        final String user = words.line().word(3);
        final Builder builder = new Builder(proxy, context);
        builder.lingering();
        if (!what.isEmpty())
        {
            if (!"user".equals(what))
            {
                throw new ConfigException(
                    written(words) + " only supports optional values: 'user' (got '" + what + "').");
            }
            if (user.isEmpty())
            {
                throw new ConfigException(
                    '\'' + words.line().word(0) + " mysql-check user' expects <username> as argument.");
            }
            builder.send(mysqlRequest(user, words.line().word(4)));
        }
        builder.expect(MysqlReply.GREETING);
        if (!what.isEmpty())
        {
            builder.expect(MysqlReply.ANSWER);
        }
        use(proxy, builder.rules);
    }

    /** Authentication without password, then the order to quit. */
    private static String mysqlRequest(final String user, final String form)
    {
        final String quit = "0100000001";
        final int base = user.length() + MYSQL_BASE_LENGTH;
        final String zeroes = "00".repeat(23);
        return switch (form)
        {
            case "pre-41" -> mysqlHeader(base) + "0080" + "000001" + hex(user) + "0000" + quit;
            case "", "post-41" -> mysqlHeader(base + MYSQL_41_LENGTH) + "00820000" + "00800001" + "21" + zeroes +
                hex(user) +
                "0000" + quit;
            case "post-80" -> mysqlHeader(base + MYSQL_41_LENGTH + MYSQL_PLUGIN_LENGTH) + "00820800" + "00800001" +
                "21" +
                zeroes + hex(user) + "0000" + hex("mysql_native_password") + "00" + quit;
            default -> throw new ConfigException(
                "keyword 'user' only supports 'post-41', 'pre-41' and 'post-80' (got '" + form + "').");
        };
    }

    private static String mysqlHeader(final int length)
    {
        return String.format("%02x%02x%02x01", length & 0xFF, length >> 8 & 0xFF, length >> 16 & 0xFF);
    }

    private static void ldap(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "ldap-check", context);
        noMoreThan(0, words);
        final Builder builder = new Builder(proxy, context);
        builder.send("300C020101600702010304008000");
        builder.expect(CheckStep.Pattern.BINARY_REGEX, "^30", 14).onError = builder.format("Not LDAPv3 protocol");
        builder.expect(LdapReply.INSTANCE);
        use(proxy, builder.rules);
    }

    private static void spop(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "spop-check", context);
        noMoreThan(0, words);
        final Builder builder = new Builder(proxy, context);
        builder.add(new CheckStep.Connect()).isDefault = true;
        builder.send("0000004e0100000001" + "0000" + "12" + hex("supported-versions") + "0803" + hex("2.0") + "0e" +
            hex("max-frame-size") + "03fcf006" + "0c" + hex("capabilities") + "0800" + "0b" + hex("healthcheck") +
                "11");
        builder.expect(SpopReply.INSTANCE);
        use(proxy, builder.rules);
    }

    private static void sslHello(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        Placement.lacksBack(proxy, "ssl-hello-chk", context);
        noMoreThan(0, words);
        final Builder builder = new Builder(proxy, context);
        final StringBuilder ciphers = new StringBuilder();
        for (int i = 1; i <= 0x3A; i++)
        {
            if (i <= 0x1B || i >= 0x2F)
            {
                ciphers.append(String.format("00%02X", i));
            }
        }
        // a record with a client hello of SSL 3: time, 28 bytes of random, no session, 39 ciphers, no compression
        final CheckStep.Send hello = builder.add(new CheckStep.Send());
        hello.format = builder.format("16030000790100007503" + "00%[date(),htonl,hex]" +
            hex("HAPROXYSSLCHK\nHAPROXYSSLCHK\n") + "00004E" + ciphers + "0100");
        hello.isHexadecimal = true;
        final CheckStep.Expect answer = builder.expect(CheckStep.Pattern.BINARY_REGEX, "^1[56]", 5);
        answer.okStatus = HealthStatus.L6_OK;
        answer.errorStatus = HealthStatus.L6_RESPONSE;
        answer.timeoutStatus = HealthStatus.L6_TIMEOUT;
        use(proxy, builder.rules);
    }

    // ---- programs

    private static void external(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        proxy.check.isExternal = true;
        proxy.check.rules = null;
        noMoreThan(0, words);
    }

    private static void program(final ProxySettings proxy, final Words words, final ParseContext context)
    {
        final String what = words.line().word(1);
        final String value = words.line().word(2);
        switch (what)
        {
            case "" -> throw new ConfigException("missing argument after 'external-check'.\n");
            case "command", "path" ->
            {
                noMoreThan(1, words);
                if (value.isEmpty())
                {
                    throw new ConfigException("missing argument after '" + what + "'.");
                }
            }
            default -> throw new ConfigException(
                "'external-check' only supports 'command' and 'path'. but got '" + what + "'.");
        }
        if ("command".equals(what))
        {
            proxy.check.command = value;
        }
        else
        {
            proxy.check.path = value;
        }
        words.index(3);
    }
}
