/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The list of all registrars: what the product's language is made of. Each room of the top floor registers its own
 * words; this one only names the rooms, in the order in which they register.
 * <p>
 * Runs on the starting thread. May use: everything but process.
 */
package io.fairlead.engine.catalog;
