/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

/** Version numbers shown to users and asked for by conditions. */
public final class Version
{
    /** HAProxy version whose behaviour is followed. */
    public static final String HAPROXY = "3.4.0";
    /** Branch of {@link #HAPROXY}. */
    public static final String HAPROXY_BRANCH = "3.4";
    /** Version of this product. */
    public static final String FAIRLEAD = "0.1.0";
    /** Date of this version, as scripts expect it. */
    public static final String DATE = "2026/11/22";
    /** Home page. */
    public static final String URL = "https://fairlead.io/";

    /** TLS library as conditions ask for it: what the TLS layer offers is what OpenSSL offers under these names. */
    public static final String TLS_LIBRARY = "OpenSSL 3.0.16";
    /** {@link #TLS_LIBRARY} as OpenSSL's number {@code 0xMNNFFPPS}. */
    public static final long OPENSSL_NUMBER = 0x30000100L;
    /** What is built in, in the words conditions and {@code -vv} use. */
    public static final String FEATURES =
        "-51DEGREES +ACCEPT4 -ACME +BACKTRACE -CLOSEFROM +CPU_AFFINITY -CRYPT_H -DEVICEATLAS -DL -ECH -ENGINE " +
        "+EPOLL -EVPORTS +GETADDRINFO -HAVE_TCP_MD5SIG -KQUEUE -KTLS -LIBATOMIC +LIBCRYPT -LINUX_CAP " +
        "+LINUX_SPLICE +LINUX_TPROXY -LUA +MATH -MEMORY_PROFILING +NETFILTER -NS -OBSOLETE_LINKER +OPENSSL " +
        "-OPENSSL_AWSLC -OPENSSL_WOLFSSL -OT -PCRE +PCRE2 +PCRE2_JIT -PCRE_JIT +POLL -PRCTL -PROCCTL +PROMEX " +
        "-PTHREAD_EMULATION -QUIC -QUIC_OPENSSL_COMPAT +RT -SHM_OPEN -SLZ +SSL -STATIC_PCRE -STATIC_PCRE2 " +
        "+TFO +THREAD +THREAD_DUMP +TPROXY -TRACE -WURFL +ZLIB";

    private Version()
    {
    }

    /** First line of {@code -v}; scripts read its third word. */
    public static String line()
    {
        return "HAProxy version " + HAPROXY + " (Fairlead " + FAIRLEAD + ") " + DATE + " - " + URL;
    }
}
