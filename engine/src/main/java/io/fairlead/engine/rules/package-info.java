/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Rule sets: ordered actions with conditions, resumable where an action must wait; the replies actions may give; and
 * the verbs ({@link io.fairlead.engine.rules.ActionContext}) by which actions act on a stream.
 * <p>
 * Parsing runs at load time; evaluation on the loop that owns the stream. May use acl, format, sample, http,
 * config and buffer.
 */
package io.fairlead.engine.rules;
