/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.RuleSet;

/** Finds what an account could not foresee. */
final class Doubts
{
    private final Account account;
    private final Configuration configuration;

    Doubts(final Account account, final Configuration configuration)
    {
        this.account = account;
        this.configuration = configuration;
    }

    void note()
    {
        noteResponse();
        noteValues();
        noteServers();
    }

    private void noteResponse()
    {
        if (null == account.server || null != account.response || 0 == account.sent.length && account.isHttp)
        {
            return;
        }
        final List<String> places = new ArrayList<>();
        final ProxySettings backend = configuration.backends.get(account.backend);
        final ProxySettings frontend = configuration.frontends.get(account.frontend);
        count(backend, places);
        if (frontend != backend)
        {
            count(frontend, places);
        }
        account.unknowns.add("the server's answer" + (places.isEmpty() ? "" : ", so " + String.join(" and ", places) +
            " did not run") + "; --response supposes one");
    }

    private static void count(final ProxySettings proxy, final List<String> places)
    {
        if (null == proxy)
        {
            return;
        }
        int rules = 0;
        for (final Phase phase : Phase.values())
        {
            final RuleSet set = proxy.rules.set(phase);
            rules += phase.isResponse() && null != set ? set.size() : 0;
        }
        if (rules > 0)
        {
            places.add(rules + (1 == rules ? " response rule of " : " response rules of ") + Recorder.title(proxy));
        }
    }

    private void noteValues()
    {
        final Set<String> seen = new LinkedHashSet<>();
        for (final Account.Rules set : account.rules)
        {
            for (final Account.Rule rule : set.rules())
            {
                rule.values().forEach(value -> note(value, seen));
                rule.tests().forEach(test -> test.values().forEach(value -> note(value, seen)));
            }
        }
        account.unknowns.addAll(seen);
    }

    private static void note(final Account.Value value, final Set<String> seen)
    {
        switch (value.variation())
        {
            case TIME -> seen.add(value.expression() + ": it is another one at another time");
            case RANDOM -> seen.add(value.expression() + ": it is another one for each request or process");
            case STATE ->
                seen.add(value.expression() + ": it depends on other traffic; shown is a process just started");
            default ->
            {
                // the same every time
            }
        }
    }

    private void noteServers()
    {
        final ProxySettings backend = null == account.backend ? null : configuration.backends.get(account.backend);
        if (null != backend && null != account.server &&
            backend.servers.stream().anyMatch(server -> server.isChecked || server.isAgentChecked))
        {
            account.unknowns.add("the health of the servers: all are taken to be up but those of --server-down");
        }
    }
}
