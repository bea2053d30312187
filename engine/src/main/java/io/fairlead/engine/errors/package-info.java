/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * Who caused an error, how a stream ended, and the log of distinct errors. Values only: any thread may use them.
 * Depends on no other package of the engine.
 */
package io.fairlead.engine.errors;
