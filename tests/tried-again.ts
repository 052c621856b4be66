// Setup of the tests against programs that are not ours: what a busy machine loses there is tried again, and logged.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, jest} from '@jest/globals'

/** Peers and browsers run in processes of their own, which may be slower than they wait for themselves. */
const beside = /[\\/]tests[\\/](?:wire|browser)[\\/]/

if (beside.test(expect.getState().testPath ?? '')) jest.retryTimes(2, {logErrorsBeforeRetry: true})
