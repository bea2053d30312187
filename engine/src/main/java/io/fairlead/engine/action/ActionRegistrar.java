/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import java.util.List;

import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Registrar;
import io.fairlead.engine.rules.ActionKeyword;
import io.fairlead.engine.rules.Phase;

/**
 * Lists the actions of this room.
 */
public final class ActionRegistrar implements Registrar
{
    @Override
    public void register(final KeywordRegistry registry)
    {
        for (final List<ActionKeyword> family : List.of(ReplyActions.keywords(), HeaderActions.keywords(),
            RequestLineActions.keywords(), VariableActions.keywords(), StreamActions.keywords(),
            WaitActions.keywords(), TcpActions.keywords(), ResolveActions.keywords(),
            BandwidthActions.keywords(), CaptureActions.keywords(), PatternActions.keywords()))
        {
            family.forEach(keyword -> keyword.register(registry));
        }
        refuse(registry, "cache-use", "the cache", Phase.HTTP_REQUEST);
        refuse(registry, "cache-store", "the cache", Phase.HTTP_RESPONSE);
        refusePrefix(registry, "track-sc", "stick tables", Phase.HTTP_REQUEST, Phase.HTTP_RESPONSE,
            Phase.TCP_REQUEST_CONNECTION, Phase.TCP_REQUEST_SESSION, Phase.TCP_REQUEST_CONTENT);
        for (final String name : List.of("sc-add-gpc", "sc-inc-gpc", "sc-inc-gpc0", "sc-inc-gpc1", "sc-set-gpt",
            "sc-set-gpt0"))
        {
            refusePrefix(registry, name, "stick tables", Phase.HTTP_REQUEST, Phase.HTTP_RESPONSE,
                Phase.HTTP_AFTER_RESPONSE, Phase.TCP_REQUEST_CONNECTION, Phase.TCP_REQUEST_SESSION,
                Phase.TCP_REQUEST_CONTENT, Phase.TCP_RESPONSE_CONTENT);
        }
        refuse(registry, "send-spoe-group", "SPOE", Phase.HTTP_REQUEST, Phase.HTTP_RESPONSE, Phase.TCP_REQUEST_CONTENT,
            Phase.TCP_RESPONSE_CONTENT);
        refuse(registry, "use-service", "services", Phase.HTTP_REQUEST, Phase.TCP_REQUEST_CONTENT);
        refuse(registry, "attach-srv", "reverse HTTP", Phase.TCP_REQUEST_SESSION);
    }

    private static void refuse(
        final KeywordRegistry registry, final String name, final String part, final Phase... phases)
    {
        for (final Phase phase : phases)
        {
            registry.register(refused(name, part, phase));
        }
    }

    private static void refusePrefix(
        final KeywordRegistry registry, final String name, final String part, final Phase... phases)
    {
        for (final Phase phase : phases)
        {
            registry.register(refused(name, part, phase).prefixMatched());
        }
    }

    private static Keyword refused(final String name, final String part, final Phase phase)
    {
        return Keyword.action(phase.kind(), name)
            .refused('\'' + phase.text() + ' ' + name + "' is not supported yet: it belongs to " + part + '.');
    }
}
