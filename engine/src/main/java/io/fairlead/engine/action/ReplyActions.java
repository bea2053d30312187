/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import static io.fairlead.engine.rules.Phase.HTTP_AFTER_RESPONSE;
import static io.fairlead.engine.rules.Phase.HTTP_REQUEST;
import static io.fairlead.engine.rules.Phase.HTTP_RESPONSE;
import static io.fairlead.engine.rules.Phase.TCP_REQUEST_CONNECTION;
import static io.fairlead.engine.rules.Phase.TCP_REQUEST_CONTENT;
import static io.fairlead.engine.rules.Phase.TCP_REQUEST_SESSION;
import static io.fairlead.engine.rules.Phase.TCP_RESPONSE_CONTENT;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.rules.Action;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.HttpReplyParser;
import io.fairlead.engine.rules.RedirectParser;
import io.fairlead.engine.rules.RedirectReply;
import io.fairlead.engine.rules.Reply;
import io.fairlead.engine.rules.RuleContext;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Texts;

/**
 * Actions that let a request pass, refuse it, or answer it here. Source: configuration.txt 4.3.
 */
final class ReplyActions
{
    private ReplyActions()
    {
    }

    static List<ActionKeyword> keywords()
    {
        return List.of(
            ActionKeyword.of("allow", (words, context) -> new Allow())
                .in(HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE)
                .summary("Stops the evaluation of this rule set and lets the message pass"),
            ActionKeyword.of("deny", ReplyActions::parseDeny).in(HTTP_REQUEST, HTTP_RESPONSE)
                .summary("Refuses the message, with status 403 or 502 unless told otherwise"),
            ActionKeyword.of("tarpit", (words, context) ->
                new Deny(HttpReplyParser.parseDenial(words, context, 500), ActionResult.TARPIT)).in(HTTP_REQUEST)
                .summary("Holds the request for timeout tarpit, then refuses it with status 500 unless told otherwise"),
            ActionKeyword.of("return", (words, context) -> new Return(HttpReplyParser.parse(words, context, 200)))
                .in(HTTP_REQUEST, HTTP_RESPONSE).summary("Answers with a reply described here"),
            ActionKeyword.of("redirect", (words, context) -> new Redirect(RedirectParser.parse(words, context, true)))
                .in(HTTP_REQUEST, HTTP_RESPONSE).summary("Answers with a redirection"),
            ActionKeyword.of("auth", ReplyActions::parseAuth).in(HTTP_REQUEST)
                .summary("Asks for a user and password with status 401 or 407"),
            ActionKeyword.of("reject", (words, context) -> new Reject()).in(HTTP_REQUEST)
                .summary("Closes the connection without an answer"),
            ActionKeyword.of("silent-drop", ReplyActions::parseSilentDrop)
                .in(HTTP_REQUEST, HTTP_RESPONSE, TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_REQUEST_CONTENT,
                    TCP_RESPONSE_CONTENT)
                .summary("Makes the connection disappear without telling the client"));
    }

    private static Action parseDeny(final Words words, final RuleContext context)
    {
        final int status = HTTP_REQUEST == context.phase() ? 403 : 502;
        return new Deny(HttpReplyParser.parseDenial(words, context, status), ActionResult.DENY);
    }

    private static Action parseAuth(final Words words, final RuleContext context)
    {
        String realm = context.expr().proxy();
        if (words.accept("realm"))
        {
            if (words.peek().isEmpty())
            {
                throw new ConfigException("missing realm value.\n");
            }
            realm = words.next();
        }
        return new Auth(new AuthReply(401, realm), new AuthReply(407, realm));
    }

    private static Action parseSilentDrop(final Words words, final RuleContext context)
    {
        final String end = context.phase().isHttp() ? "\n" : "\n\n";
        int ttl = 0;
        if (words.accept("rst-ttl"))
        {
            if (words.peek().isEmpty())
            {
                throw new ConfigException("missing rst-ttl value" + end);
            }
            final String text = words.next();
            final String rest = text.replaceFirst("^[0-9]+", "");
            if (!rest.isEmpty())
            {
                throw new ConfigException("invalid character starting at '" + rest + "' (value 1-255 expected)" + end);
            }
            ttl = text.length() > 3 ? 256 : Integer.parseInt(text);
            if (ttl < 1 || ttl > 255)
            {
                throw new ConfigException("valid rst-ttl values are [1-255]" + end);
            }
        }
        return new SilentDrop(ttl);
    }

    /** {@code allow}. */
    record Allow() implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            return ActionResult.STOP;
        }

        @Override
        public boolean isFinal()
        {
            return true;
        }
    }

    /** {@code deny} and {@code tarpit}. */
    record Deny(Reply reply, ActionResult result) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            ctx.denial(reply);
            return result;
        }

        @Override
        public boolean isFinal()
        {
            return true;
        }
    }

    /** {@code return}. */
    record Return(Reply reply) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            ctx.answer(reply);
            return ActionResult.ABORT;
        }

        @Override
        public boolean isFinal()
        {
            return true;
        }
    }

    /** {@code redirect}. */
    record Redirect(RedirectReply reply) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            if (reply.ignoresEmpty() && reply.isEmpty(ctx))
            {
                return ActionResult.CONTINUE;
            }
            ctx.answer(reply);
            return ActionResult.ABORT;
        }

        @Override
        public boolean isFinal()
        {
            return !reply.ignoresEmpty();
        }
    }

    /** {@code auth}. */
    record Auth(Reply origin, Reply proxy) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            final HttpMessage request = ctx.request();
            ctx.answer(isProxyRequest(request) ? proxy : origin);
            return ActionResult.ABORT;
        }

        private static boolean isProxyRequest(final HttpMessage request)
        {
            return null != request && request.has(HttpMessage.PROXIED);
        }

        @Override
        public boolean isFinal()
        {
            return true;
        }
    }

    /** The page of a status with the header that asks for a password. */
    static final class AuthReply implements Reply
    {
        private final int status;
        private final byte[] challenge;

        AuthReply(final int status, final String realm)
        {
            this.status = status;
            this.challenge = Texts.bytes("Basic realm=\"" + realm + '"');
        }

        @Override
        public int status()
        {
            return status;
        }

        @Override
        public boolean render(final FetchContext ctx, final HttpMessage head, final ByteWriter body)
        {
            if (!((ActionContext)ctx).errorReply(status).render(ctx, head, body))
            {
                return false;
            }
            head.setHeader(401 == status ? HeaderId.WWW_AUTHENTICATE : HeaderId.PROXY_AUTHENTICATE, challenge);
            return true;
        }
    }

    /** {@code reject} of http-request. */
    record Reject() implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            ctx.reject();
            return ActionResult.ABORT;
        }
    }

    /** {@code silent-drop}. */
    record SilentDrop(int ttl) implements Action
    {
        @Override
        public ActionResult run(final ActionContext ctx, final int options)
        {
            ctx.silentDrop(ttl);
            return ActionResult.ABORT;
        }
    }
}
