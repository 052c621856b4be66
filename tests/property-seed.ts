// Setup of property tests: in CI every run draws the same examples, so that a failure there can be seen again here.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check'

/** Any number; PROPERTY_SEED draws others. */
const inCi = 20_261_120

const asked = process.env['PROPERTY_SEED'] ?? (process.env['CI'] === 'true' ? String(inCi) : undefined)
if (asked !== undefined) fc.configureGlobal({...fc.readConfigureGlobal(), seed: Number(asked)})
