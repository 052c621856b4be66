// The console keeps the contract of a platform, line by line.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {platformContract} from '../../contracts/platform-contract.ts'
import {consoleDriver} from './console-driver.ts'

platformContract('the console', consoleDriver)
