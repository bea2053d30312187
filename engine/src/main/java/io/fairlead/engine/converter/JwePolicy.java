/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.util.Set;
import java.util.TreeSet;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.config.GlobalSettings;

/**
 * Which algorithms encrypted tokens may use; all but RSA1_5 unless {@code jwt.decrypt_alg_list} or
 * {@code jwt.decrypt_enc_list} of the global section say otherwise. Written at load time, then read only. Source:
 * configuration.txt 3.1; RFC 7518 sections 4.1 and 5.1, RFC 8725 section 3.2.
 */
final class JwePolicy
{
    /** The one a weakness was found in. */
    static final String RSA_1_5 = "RSA1_5";

    private static final Set<String> ALGORITHMS = Set.of(RSA_1_5, "RSA-OAEP", "RSA-OAEP-256", "A128KW", "A192KW",
        "A256KW", "dir", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW", "A128GCMKW", "A192GCMKW",
        "A256GCMKW");
    private static final Set<String> UNMANAGED =
        Set.of("PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW");
    private static final Set<String> ENCODINGS =
        Set.of("A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512", "A128GCM", "A192GCM", "A256GCM");
    private static final String ALL = "ALL";

    private final Set<String> algorithms = new TreeSet<>(ALGORITHMS);
    private final Set<String> encodings = new TreeSet<>(ENCODINGS);

    JwePolicy()
    {
        algorithms.remove(RSA_1_5);
    }

    /** The policy of a configuration. */
    static JwePolicy of(final ParseContext context)
    {
        return context.shared(JwePolicy.class, JwePolicy::new);
    }

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.global("jwt.decrypt_alg_list").words(0, Keyword.UNLIMITED).syntax("jwt.decrypt_alg_list <list>")
                .manual("3.1").summary("Algorithms that tokens may use to encrypt their keys")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> of(context).readAlgorithms(words)),
            Keyword.global("jwt.decrypt_enc_list").words(0, Keyword.UNLIMITED).syntax("jwt.decrypt_enc_list <list>")
                .manual("3.1").summary("Algorithms that tokens may use to encrypt their contents")
                .parsedBy(GlobalSettings.class, (settings, words, context) -> of(context).readEncodings(words)));
    }

    private void readAlgorithms(final Words words)
    {
        read(words, algorithms, ALGORITHMS, UNMANAGED);
    }

    private void readEncodings(final Words words)
    {
        read(words, encodings, ENCODINGS, Set.of());
    }

    private static void read(
        final Words words, final Set<String> allowed, final Set<String> known, final Set<String> unmanaged)
    {
        allowed.clear();
        final String list = words.next();
        words.rest(); // HAProxy looks at no further words
        if (list.isEmpty())
        {
            return;
        }
        for (final String item : list.split(":"))
        {
            final boolean isAllowed = !item.startsWith("!");
            final String name = isAllowed ? item : item.substring(1);
            if (ALL.startsWith(name)) // shortened or empty too, as in HAProxy
            {
                allowed.addAll(known);
            }
            else if (known.contains(name))
            {
                if (isAllowed)
                {
                    allowed.add(name);
                }
                else
                {
                    allowed.remove(name);
                }
            }
            else if (!unmanaged.contains(name))
            {
                throw new ConfigException("Unknown algorithm/encoding " + name + "\n\n");
            }
        }
    }

    /** Whether keys may be encrypted so. */
    boolean allowsAlgorithm(final String name)
    {
        return algorithms.contains(name);
    }

    /** Whether contents may be encrypted so. */
    boolean allowsEncoding(final String name)
    {
        return encodings.contains(name);
    }
}
