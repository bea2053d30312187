/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.sample.Regex;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.server.HealthStatus;

/**
 * One rule of a check. Filled while a configuration is read and treated as immutable afterwards; records of values
 * without behaviour to protect, therefore with public fields. Source: configuration.txt 4.2 "tcp-check", "http-check".
 */
public abstract sealed class CheckStep
{
    /** Position among the rules as written, from 0; messages count from 1. */
    public int index;
    /** {@code comment}; null. */
    public String comment;

    /** {@code connect}. */
    public static final class Connect extends CheckStep
    {
        /** Nobody wrote it. */
        public boolean isImplicit;
        /** {@code default}: as traffic connects. */
        public boolean isDefault;
        /** {@code addr}; null. */
        public AddressSpec address;
        /** {@code port}; 0. */
        public int port;
        /** {@code port} as an expression; null. */
        public SampleExpr portExpression;
        /** {@code send-proxy}. */
        public boolean isSendProxy;
        /** {@code via-socks4}. */
        public boolean isViaSocks4;
        /** {@code linger}: close in an orderly way. */
        public boolean isLinger;

        /** The rule every set without one begins with. */
        public static Connect implicit()
        {
            final Connect connect = new Connect();
            connect.isImplicit = true;
            connect.isDefault = true;
            return connect;
        }
    }

    /** {@code send}, {@code send-lf}, {@code send-binary}, {@code send-binary-lf}. */
    public static final class Send extends CheckStep
    {
        /** Bytes that never change; null with a format. */
        public byte[] data;
        /** Format; null with constant bytes. */
        public LogFormat format;
        /** What the format gives is hexadecimal. */
        public boolean isHexadecimal;
        /** The server's own {@code agent-send} is sent. */
        public boolean isAgentText;
    }

    /** A header of a request. */
    public record Header(byte[] lowerName, LogFormat value)
    {
    }

    /** {@code http-check send}. */
    public static final class HttpSend extends CheckStep
    {
        /** It is the request of {@code option httpchk} and not merged with a written one. */
        public boolean isFromOption;
        /** {@code meth}; null = OPTIONS. */
        public byte[] method;
        /** {@code uri}; null. */
        public byte[] uri;
        /** {@code uri-lf}; null. */
        public LogFormat uriFormat;
        /** {@code ver}; null = HTTP/1.0. */
        public String version;
        /** {@code hdr}. */
        public final List<Header> headers = new ArrayList<>();
        /** {@code body}; null. */
        public byte[] body;
        /** {@code body-lf}; null. */
        public LogFormat bodyFormat;

        /** Take over what another request says. */
        public void overwrite(final HttpSend other)
        {
            method = null != other.method ? other.method : method;
            if (null != other.uri || null != other.uriFormat)
            {
                uri = other.uri;
                uriFormat = other.uriFormat;
            }
            version = null != other.version ? other.version : version;
            if (!other.headers.isEmpty())
            {
                headers.clear();
                headers.addAll(other.headers);
            }
            if (null != other.body || null != other.bodyFormat)
            {
                body = other.body;
                bodyFormat = other.bodyFormat;
            }
        }
    }

    /** What an {@link Expect} compares with. */
    public enum Pattern
    {
        /** {@code string}. */
        STRING,
        /** {@code rstring}. */
        STRING_REGEX,
        /** {@code string-lf}. */
        STRING_FORMAT,
        /** {@code binary}. */
        BINARY,
        /** {@code rbinary}. */
        BINARY_REGEX,
        /** {@code binary-lf}. */
        BINARY_FORMAT,
        /** {@code http-check expect status}. */
        STATUS,
        /** {@code http-check expect rstatus}. */
        STATUS_REGEX,
        /** {@code http-check expect hdr} and {@code fhdr}. */
        HEADER,
        /** {@code http-check expect string}. */
        BODY,
        /** {@code http-check expect rstring}. */
        BODY_REGEX,
        /** {@code http-check expect string-lf}. */
        BODY_FORMAT,
        /** The reply of a known protocol. */
        CUSTOM
    }

    /** {@code expect}. */
    public static final class Expect extends CheckStep
    {
        /** No minimum of bytes is asked for. */
        public static final long ANY_LENGTH = -1;

        /** What to compare with. */
        public Pattern pattern;
        /** {@code !}. */
        public boolean isInverse;
        /** {@code min-recv}, bytes. */
        public long minLength = ANY_LENGTH;
        /** {@code ok-status}; null. */
        public HealthStatus okStatus;
        /** {@code error-status}; null. */
        public HealthStatus errorStatus;
        /** {@code tout-status}; null. */
        public HealthStatus timeoutStatus;
        /** {@code on-success}; null. */
        public LogFormat onSuccess;
        /** {@code on-error}; null. */
        public LogFormat onError;
        /** {@code status-code}; null. */
        public SampleExpr statusCode;
        /** Bytes to find; null. */
        public byte[] data;
        /** Expression to find; null. */
        public Regex regex;
        /** Format of bytes to find; null. */
        public LogFormat format;
        /** First and last status of each range; null. */
        public int[][] statuses;
        /** Header to find; null. */
        public HeaderPattern header;
        /** Judge of a known protocol; null. */
        public CheckReply reply;
        /** First rule of the chain to look at again when more bytes have come. */
        public Expect head = this;
    }

    /** {@code set-var}, {@code set-var-fmt}, {@code unset-var}. */
    public static final class Variable extends CheckStep
    {
        /** Variable. */
        public VariableName name;
        /** Conditions of {@link io.fairlead.engine.sample.VariableRules}. */
        public int conditions;
        /** Value; null. */
        public SampleExpr expression;
        /** Value; null. Without either it is forgotten. */
        public LogFormat format;
    }

    /** {@code comment} of its own line, given to the rules that follow. */
    public static final class Comment extends CheckStep
    {
    }

    /** Whether it does something to the connection. */
    public boolean isActive()
    {
        return !(this instanceof Comment || this instanceof Variable);
    }
}
