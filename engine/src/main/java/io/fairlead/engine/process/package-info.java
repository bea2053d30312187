/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The roof: the command line, reading and checking files, starting loops and conductor, signals, stopping. Runs on the
 * main thread; short commands touch as few classes as they can. May use everything.
 */
package io.fairlead.engine.process;
