/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Patterns and what is built from them: matchers with their indexes, pattern lists and maps that change at run time by
 * snapshots, named ACLs, and conditions of rules.
 * <p>
 * Parsing runs at load time; lists are changed by the conductor; matching runs on any loop. May use sample, config and
 * what they use.
 */
package io.fairlead.engine.acl;
