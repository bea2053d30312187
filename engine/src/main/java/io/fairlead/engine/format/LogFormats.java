/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

/**
 * Formats behind {@code option httplog} and its kin, word for word. Source: configuration.txt 8.2.
 */
public final class LogFormats
{
    public static final String HTTP = "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc " +
        "%ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r";
    public static final String HTTPS = HTTP + " %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/" +
        "%[ssl_fc_is_resumed] %[ssl_fc_sni]/%sslv/%sslc";
    public static final String CLF =
        "%{+Q}o %{-Q}ci - - [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s %TR %Tw %Tc %Tr " +
        "%Ta %tsc %ac %fc %bc %sc %rc %sq %bq %CC %CS %hrl %hsl";
    public static final String TCP = "%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq";
    public static final String TCP_CLF =
        "%{+Q}o %{-Q}ci - - [%T] \"TCP \" 000 %B \"\" \"\" %cp %ms %ft %b %s %Th %Tw " +
        "%Tc %Tt %U %ts-- %ac %fc %bc %sc %rc %sq %bq \"\" \"\" ";
    /** Line about a connection that failed before any stream, unless {@code error-log-format} is given. */
    public static final String RFC5424_SD = "- ";

    private LogFormats()
    {
    }
}
