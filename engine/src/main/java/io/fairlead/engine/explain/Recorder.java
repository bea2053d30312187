/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.fairlead.engine.acl.Condition;
import io.fairlead.engine.proxy.Backend;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.proxy.ProxyRules;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.proxy.StreamObserver;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.Rule;
import io.fairlead.engine.rules.RuleSet;
import io.fairlead.engine.sample.EvalObserver;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerStatus;

/**
 * Writes down what is decided about one request. Values and tests are told before the rule they belong to, so they are
 * kept until it comes.
 */
final class Recorder implements StreamObserver, EvalObserver
{
    private final Configuration configuration;
    private final Map<RuleSet, ProxySettings> owners = new IdentityHashMap<>();
    private final EvalScratch scratch = new EvalScratch(EvalScratch.DEFAULT_CHUNK_LENGTH);
    private final List<Account.Value> values = new ArrayList<>();
    private final List<Account.Test> tests = new ArrayList<>();
    private Account account = new Account();
    private Snapshot before;
    private String section = "";
    private boolean isEnded;

    Recorder(final Configuration configuration)
    {
        this.configuration = configuration;
        for (final ProxySettings proxy : configuration.proxies)
        {
            proxy.rules.sets.values().forEach(set -> owners.put(set, proxy));
            if (null != proxy.rules.redirects)
            {
                owners.put(proxy.rules.redirects, proxy);
            }
        }
    }

    /** Write down from here on what happens to another request. */
    void begin(final Account newAccount)
    {
        account = newAccount;
        before = null;
        section = account.frontendKind + ' ' + account.frontend;
        isEnded = false;
        values.clear();
        tests.clear();
    }

    /** Whether the stream is over. */
    boolean isEnded()
    {
        return isEnded;
    }

    /** Kind and name of a section. */
    static String title(final ProxySettings proxy)
    {
        return kind(proxy) + ' ' + proxy.name;
    }

    static String kind(final ProxySettings proxy)
    {
        return proxy.kind.name().toLowerCase(Locale.ROOT);
    }

    // ---- values and tests

    @Override
    public void onValue(final SampleExpr expression, final Sample value, final boolean isFound)
    {
        String text = null;
        String type = "";
        if (isFound)
        {
            final Sample copy = scratch.pushSample();
            copy.copyFrom(value);
            text = copy.text();
            type = value.type.label();
            scratch.popSample();
        }
        final Account.Value found = new Account.Value(expression.toString(), type, text, Variations.of(expression));
        if (values.isEmpty() || !values.getLast().equals(found))
        {
            values.add(found);
        }
    }

    @Override
    public void onTest(
        final String name, final List<String> texts, final List<String> places, final int result,
        final boolean isNegated)
    {
        tests.add(new Account.Test(name, texts, places, Outcomes.ofTest(result), isNegated, List.copyOf(values)));
        values.clear();
    }

    // ---- rules

    @Override
    public void onRules(final ActionContext ctx, final RuleSet set)
    {
        final ProxySettings owner = owners.get(set);
        final boolean isRedirect = null != owner && owner.rules.redirects == set;
        open(null == owner ? section : title(owner), isRedirect ? "redirect" : set.phase().text());
        before = new Snapshot(ctx, configuration.variables, scratch);
    }

    private void open(final String title, final String kind)
    {
        values.clear();
        tests.clear();
        section = title;
        final Account.Rules last = account.rules.isEmpty() ? null : account.rules.getLast();
        if (null == last || !last.proxy().equals(title) || !last.kind().equals(kind))
        {
            account.rules.add(new Account.Rules(title, kind, new ArrayList<>()));
        }
    }

    @Override
    public void onRule(
        final ActionContext ctx, final Rule rule, final boolean isPassed, final ActionResult result)
    {
        final Snapshot after = new Snapshot(ctx, configuration.variables, scratch);
        final List<String> changes = null == before ? List.of() : after.changesSince(before);
        before = after;
        final String kind = account.rules.getLast().kind();
        final String text = rule.text().startsWith(kind) ? rule.text() : kind + ' ' + rule.text();
        add(rule.file() + ':' + rule.line(), text, isPassed, Outcomes.of(isPassed, result), changes);
    }

    private void add(
        final String place, final String text, final boolean isApplied, final String outcome,
        final List<String> changes)
    {
        final List<Account.Rule> rules = account.rules.getLast().rules();
        if (!rules.isEmpty() && rules.getLast().place().equals(place) &&
            Outcomes.isWaiting(rules.getLast().outcome()) && rules.getLast().text().equals(text))
        {
            final Account.Rule waiting = rules.removeLast();
            if (tests.isEmpty())
            {
                tests.addAll(waiting.tests());
            }
        }
        rules.add(new Account.Rule(
            place, text, isApplied, outcome, List.copyOf(tests), List.copyOf(values), changes));
        values.clear();
        tests.clear();
    }

    // ---- choosing a backend

    @Override
    public void onBackendRule(
        final ProxyRules.BackendSwitch rule, final boolean isPassed, final String name, final boolean isKnown)
    {
        if (!"use_backend".equals(account.rules.isEmpty() ? "" : account.rules.getLast().kind()))
        {
            openKeeping(account.frontendKind + ' ' + account.frontend, "use_backend");
        }
        final String target = null != rule.backend() ? rule.backend().name : rule.name().toString();
        final String outcome = !isPassed ? Outcomes.SKIPPED : isKnown ? Outcomes.CHOSEN : Outcomes.UNKNOWN_NAME;
        final String place = rule.file() + ':' + rule.line();
        if (isPassed)
        {
            account.backendReason = isKnown ? "use_backend at " + place :
                "use_backend at " + place + " names '" + name + "', which does not exist";
        }
        add(place, "use_backend " + target + text(rule.condition()), isPassed, outcome,
            isPassed ? List.of("backend: " + name) : List.of());
    }

    /** Begin a section whose first tests were told already. */
    private void openKeeping(final String title, final String kind)
    {
        section = title;
        account.rules.add(new Account.Rules(title, kind, new ArrayList<>()));
    }

    private static String text(final Condition condition)
    {
        return null == condition ? "" : (condition.isUnless() ? " unless " : " if ") + condition;
    }

    @Override
    public void onBackend(final Backend backend)
    {
        values.clear();
        tests.clear();
        if (null == backend)
        {
            account.backendReason = joined(account.backendReason, "there is no default_backend");
            return;
        }
        final ProxySettings settings = backend.settings();
        account.backend = settings.name;
        account.backendPlace = settings.file + ':' + settings.line;
        account.balance = BalanceText.of(settings.balance);
        section = title(settings);
        final boolean isOwn = settings.name.equals(account.frontend) && ProxySettings.Kind.LISTEN == settings.kind;
        if (!account.backendReason.startsWith("use_backend") || account.backendReason.endsWith("does not exist"))
        {
            account.backendReason = joined(account.backendReason, isOwn ? "servers of the listen section itself" :
                "default_backend");
        }
        for (int i = 0; i < backend.servers().size(); i++)
        {
            final Server server = backend.servers().get(i);
            account.servers.add(new Account.ServerLine(server.name(), server.location().address().toString(),
                ServerStatus.text(server), server.weight(), server.isBackup() ? "backup" : ""));
        }
    }

    private static String joined(final String first, final String second)
    {
        return first.isEmpty() ? second : first + "; " + second;
    }

    // ---- choosing a server

    @Override
    public void onPersistenceRule(final ProxyRules.PersistenceRule rule, final boolean isPassed)
    {
        final String kind = rule.isForced() ? "force-persist" : "ignore-persist";
        if (!kind.equals(account.rules.isEmpty() ? "" : account.rules.getLast().kind()))
        {
            openKeeping(section, kind);
        }
        add(rule.file() + ':' + rule.line(), kind + text(rule.condition()), isPassed,
            isPassed ? Outcomes.APPLIED : Outcomes.SKIPPED, List.of());
    }

    @Override
    public void onServerRule(
        final ProxyRules.ServerSwitch rule, final boolean isPassed, final String name, final Server server,
        final boolean isTaken)
    {
        if (!"use-server".equals(account.rules.isEmpty() ? "" : account.rules.getLast().kind()))
        {
            openKeeping(section, "use-server");
        }
        final String target = null != rule.server() ? rule.server() : rule.name().toString();
        final String place = rule.file() + ':' + rule.line();
        final String outcome = !isPassed ? Outcomes.SKIPPED : null == server ? Outcomes.UNKNOWN_NAME :
            isTaken ? Outcomes.CHOSEN : Outcomes.SERVER_DOWN;
        if (isTaken)
        {
            account.serverReasons.add("use-server at " + place);
        }
        add(place, "use-server " + target + text(rule.condition()), isPassed, outcome,
            isPassed ? List.of("server: " + name) : List.of());
    }

    @Override
    public void onCookie(final Server server, final boolean isTaken)
    {
        account.serverReasons.add("the persistence cookie names " + server.name() +
            (isTaken ? "" : ", which is " + ServerStatus.text(server)));
    }

    @Override
    public void onServer(
        final FetchContext ctx, final Backend backend, final Server server, final Choice choice)
    {
        account.server = null == server ? null : server.name();
        account.serverAddress = null == server ? "" : server.location().address().toString();
        if (null == server)
        {
            account.serverReasons.add(backend.servers().hasUsable() ? "all servers are full" : "no server is up");
        }
        else if (Choice.BALANCED == choice)
        {
            account.serverReasons.add(BalanceText.reason(ctx, backend, server));
            BalanceText.doubts(backend, account.unknowns);
        }
        else if (Choice.PREFERRED == choice)
        {
            account.serverReasons.add("option prefer-last-server");
        }
        else if (account.serverReasons.isEmpty())
        {
            account.serverReasons.add("directed there");
        }
        values.clear();
        tests.clear();
    }

    @Override
    public void onEnd(final int status, final String state)
    {
        account.status = status;
        account.state = state;
        isEnded = true;
    }

    /** No more will come: note the variables. */
    void finish()
    {
        if (null != before)
        {
            account.variables.putAll(before.variables());
        }
    }
}
