/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.acl;

import java.util.HashMap;
import java.util.Map;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.ExprContext;

/**
 * Named ACLs of one proxy, in the order of the configuration: a condition sees those above it, and lines added to them
 * later. Predefined ACLs appear when they are first used. Load time only.
 */
public final class AclTable
{
    private static final Map<String, String[]> PREDEFINED = new HashMap<>();

    static
    {
        predefine("TRUE", "always_true");
        predefine("FALSE", "always_false");
        predefine("LOCALHOST", "src", "127.0.0.1/8", "::1");
        predefine("HTTP", "req.proto_http");
        predefine("HTTP_1.0", "req.ver", "1.0");
        predefine("HTTP_1.1", "req.ver", "1.1");
        predefine("HTTP_2.0", "req.ver", "2.0");
        predefine("HTTP_3.0", "req.ver", "3.0");
        predefine("METH_CONNECT", "method", "CONNECT");
        predefine("METH_DELETE", "method", "DELETE");
        predefine("METH_GET", "method", "GET", "HEAD");
        predefine("METH_HEAD", "method", "HEAD");
        predefine("METH_OPTIONS", "method", "OPTIONS");
        predefine("METH_POST", "method", "POST");
        predefine("METH_PUT", "method", "PUT");
        predefine("METH_TRACE", "method", "TRACE");
        predefine("HTTP_URL_ABS", "url_reg", "^[^/:]*://");
        predefine("HTTP_URL_SLASH", "url_beg", "/");
        predefine("HTTP_URL_STAR", "url", "*");
        predefine("HTTP_CONTENT", "req.hdr_val(content-length)", "gt", "0");
        predefine("RDP_COOKIE", "req.rdp_cookie_cnt", "gt", "0");
        predefine("REQ_CONTENT", "req.len", "gt", "0");
        predefine("WAIT_END", "wait_end");
    }

    private final Map<String, Acl> acls = new HashMap<>();

    private static void predefine(final String name, final String... words)
    {
        PREDEFINED.put(name, words);
    }

    /** ACL of that name, or null. */
    public Acl find(final String name)
    {
        return acls.get(name);
    }

    /**
     * ACL of that name, predefined ones included.
     *
     * @throws ConfigException with the bare message when there is none.
     */
    public Acl require(final String name, final ExprContext context)
    {
        final Acl known = acls.get(name);
        if (null != known)
        {
            return known;
        }
        final String[] words = PREDEFINED.get(name);
        if (null == words)
        {
            throw new ConfigException("no such ACL : '" + name + '\'');
        }
        final Acl acl = new Acl(name);
        acl.add(new AclParser(context).parseTerm(words, 0));
        acls.put(name, acl);
        return acl;
    }

    Acl findOrMake(final String name)
    {
        return acls.computeIfAbsent(name, Acl::new);
    }
}
