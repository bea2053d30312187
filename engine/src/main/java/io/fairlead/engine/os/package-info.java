/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * Every call to the kernel that the JDK does not offer, by {@code java.lang.foreign}: options of sockets, UNIX sockets,
 * passing of descriptors, processes and their limits. All of it goes through one linked handle ({@link
 * io.fairlead.engine.os.Native}), since linking is what costs time at start-up. Any thread may call in; where only the
 * calling thread is affected the method says so. Linux on x86-64 and aarch64. May use {@code buffer} and {@code
 * errors}.
 */
package io.fairlead.engine.os;
