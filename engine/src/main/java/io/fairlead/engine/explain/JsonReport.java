/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.List;

/**
 * An account for programs. One object; bytes are texts of the characters U+0000 to U+00FF, places are
 * {@code file:line}, what does not exist is null. Fields are only ever added.
 */
public final class JsonReport
{
    private final Account account;
    private final JsonText json = new JsonText();

    private JsonReport(final Account account)
    {
        this.account = account;
    }

    /**
     * Write it.
     *
     * @param account of a request.
     * @return one JSON object and a line end.
     */
    public static String of(final Account account)
    {
        final JsonReport report = new JsonReport(account);
        report.write();
        return report.json + "\n";
    }

    private void write()
    {
        json.open('{');
        json.text("request", Bytes.latin(account.request));
        json.text("source", account.source).flag("sourceAssumed", account.isSourceAssumed);
        json.text("destination", account.destination).flag("destinationAssumed", account.isDestinationAssumed);
        json.name("frontend").open('{').text("name", account.frontend).text("place", account.frontendPlace)
            .text("bind", account.bindPlace.isEmpty() ? null : account.bind)
            .text("bindPlace", account.bindPlace.isEmpty() ? null : account.bindPlace)
            .text("reason", account.frontendReason).flag("http", account.isHttp).close('}');
        json.name("rules").open('[');
        account.rules.forEach(set -> set.rules().forEach(rule -> rule(set, rule)));
        json.close(']');
        backend();
        server();
        json.text("sent", 0 == account.sent.length ? null : Bytes.latin(account.sent));
        json.text("response", null == account.response ? null : Bytes.latin(account.response));
        json.text("answer", 0 == account.answer.length ? null : Bytes.latin(account.answer));
        json.number("status", account.status);
        json.text("termination", account.state.isEmpty() ? null : account.state);
        json.text("finalRule", account.finalPlace());
        json.text("connection", account.connection).number("waitedMs", account.waitedMs);
        json.name("variables").open('{');
        account.variables.forEach(json::text);
        json.close('}');
        json.name("unknown").open('[');
        account.unknowns.forEach(json::item);
        json.close(']').close('}');
    }

    private void rule(final Account.Rules set, final Account.Rule rule)
    {
        json.open('{').text("proxy", set.proxy()).text("kind", set.kind()).text("place", rule.place())
            .text("text", rule.text()).flag("applied", rule.isApplied()).text("outcome", rule.outcome());
        json.name("tests").open('[');
        rule.tests().forEach(this::test);
        json.close(']');
        values(rule.values());
        json.name("changes").open('[');
        rule.changes().forEach(json::item);
        json.close(']').close('}');
    }

    private void test(final Account.Test test)
    {
        json.open('{').text("acl", test.name().isEmpty() ? null : test.name()).text("outcome", test.outcome())
            .flag("negated", test.isNegated());
        json.name("lines").open('[');
        for (int i = 0; i < test.texts().size(); i++)
        {
            json.open('{').text("text", test.texts().get(i)).text("place", test.places().get(i)).close('}');
        }
        json.close(']');
        values(test.values());
        json.close('}');
    }

    private void values(final List<Account.Value> values)
    {
        json.name("values").open('[');
        for (final Account.Value value : values)
        {
            json.open('{').text("expression", value.expression()).text("type", null == value.text() ? null :
                value.type()).text("value", value.text());
            json.text("varies", Account.Variation.NONE == value.variation() ? null :
                value.variation().name().toLowerCase(java.util.Locale.ROOT)).close('}');
        }
        json.close(']');
    }

    private void backend()
    {
        json.name("backend");
        if (null == account.backend)
        {
            json.nothing();
            return;
        }
        json.open('{').text("name", account.backend).text("place", account.backendPlace)
            .text("reason", account.backendReason).text("balance", account.balance);
        json.name("servers").open('[');
        for (final Account.ServerLine line : account.servers)
        {
            json.open('{').text("name", line.name()).text("address", line.address()).text("state", line.state())
                .number("weight", line.weight()).flag("backup", !line.roles().isEmpty()).close('}');
        }
        json.close(']').close('}');
    }

    private void server()
    {
        json.name("server");
        if (null == account.server)
        {
            json.nothing();
            return;
        }
        json.open('{').text("name", account.server).text("address", account.serverAddress);
        json.name("reasons").open('[');
        account.serverReasons.forEach(json::item);
        json.close(']').close('}');
    }
}
