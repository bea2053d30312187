/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * The duty cycle of a thread: {@link io.fairlead.engine.loop.EventLoop} with its clock, timers, tasks and commands, and
 * the {@link io.fairlead.engine.loop.Poller} through which a transport brings readiness events. Everything but
 * {@link io.fairlead.engine.loop.EventLoop#execute(Runnable)}, {@code stop} and {@code passCount} belongs to the loop's
 * thread. May use counters and errors.
 */
package io.fairlead.engine.loop;
