/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ParseContext;

/** Whether a section may start from a defaults section that has rules of its own. */
final class RuleInheritance
{
    private RuleInheritance()
    {
    }

    static void check(final ProxyBuild defaults, final ProxyBuild proxy, final ParseContext context)
    {
        if (defaults == proxy)
        {
            context.abort();
        }
    }
}
