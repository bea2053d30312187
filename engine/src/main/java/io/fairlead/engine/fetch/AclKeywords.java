/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.acl.AclKeyword;
import io.fairlead.engine.acl.AclTable;
import io.fairlead.engine.acl.MatchMethod;
import io.fairlead.engine.acl.NamedTest;
import io.fairlead.engine.config.ArgumentType;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;

/**
 * Words of ACLs that stand for a fetch with a method of matching, and the fetch that evaluates ACLs. Source:
 * configuration.txt 7.3.6 "ACL derivatives".
 */
final class AclKeywords
{
    private AclKeywords()
    {
    }

    static List<AclKeyword> keywords()
    {
        final List<AclKeyword> all = new ArrayList<>();
        family(all, "base", "base");
        family(all, "cook", "req.cook");
        family(all, "hdr", "req.hdr");
        family(all, "path", "path");
        family(all, "scook", "res.cook");
        family(all, "shdr", "res.hdr");
        family(all, "url", "url");
        family(all, "urlp", "urlp");
        all.add(new AclKeyword("http_auth_group", "http_auth_group", MatchMethod.GROUP));
        all.add(new AclKeyword("method", "method", MatchMethod.METHOD));
        all.add(new AclKeyword("req_ver", "req.ver", MatchMethod.STR));
        all.add(new AclKeyword("resp_ver", "res.ver", MatchMethod.STR));
        all.add(new AclKeyword("payload", "req.payload", MatchMethod.BIN));
        all.add(new AclKeyword("payload_lv", "req.payload_lv", MatchMethod.BIN));
        all.add(new AclKeyword("req_rdp_cookie", "req.rdp_cookie", MatchMethod.STR));
        all.add(new AclKeyword("req_rdp_cookie_cnt", "req.rdp_cookie_cnt", MatchMethod.INT));
        all.add(new AclKeyword("req_ssl_sni", "req.ssl_sni", MatchMethod.STR));
        all.add(new AclKeyword("req_ssl_ver", "req.ssl_ver", MatchMethod.VERSION));
        all.add(new AclKeyword("req.ssl_ver", "req.ssl_ver", MatchMethod.VERSION));
        return all;
    }

    private static void family(final List<AclKeyword> all, final String stem, final String fetch)
    {
        all.add(new AclKeyword(stem, fetch, MatchMethod.STR));
        for (final MatchMethod method : List.of(MatchMethod.BEG, MatchMethod.DIR, MatchMethod.DOM, MatchMethod.END,
            MatchMethod.LEN, MatchMethod.REG, MatchMethod.SUB))
        {
            all.add(new AclKeyword(stem + '_' + method.text(), fetch, method));
        }
    }

    static FetchKeyword aclFetch()
    {
        final ArgumentType[] names = new ArgumentType[12];
        java.util.Arrays.fill(names, ArgumentType.STRING);
        return FetchKeyword.of("acl").returns(SampleType.BOOL).from(Source.CONSTANT).args(1, names)
            .check(AclKeywords::check).manual("7.3.1").summary("Whether all of some ACLs hold")
            .by(AclKeywords::test);
    }

    private static void check(final Args args, final ExprContext context)
    {
        final NamedTest[] tests = new NamedTest[args.count()];
        for (int i = 0; i < tests.length; i++)
        {
            final boolean isNegated = args.text(i).startsWith("!");
            final String name = isNegated ? args.text(i).substring(1) : args.text(i);
            try
            {
                tests[i] = new NamedTest(context.service(AclTable.class).require(name, context), isNegated);
            }
            catch (final ConfigException ex)
            {
                throw new ConfigException("ACL '" + name + "' not found");
            }
        }
        args.state(tests);
    }

    private static boolean test(final Args args, final FetchContext ctx, final Sample out)
    {
        final int result = NamedTest.testAll((NamedTest[])args.state(), ctx, out.options);
        return NamedTest.isKnown(result) && out.bool(NamedTest.isPassed(result));
    }
}
