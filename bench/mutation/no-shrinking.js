// Set-up of property tests while code is changed: that one fails is enough, so nobody waits for its smallest example.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check'

fc.configureGlobal({...fc.readConfigureGlobal(), seed: 1, endOnFailure: true, interruptAfterTimeLimit: 2_000})
