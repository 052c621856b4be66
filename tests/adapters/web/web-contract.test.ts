// The web chat keeps the contract of a platform, over HTTP.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {platformContract} from '../../contracts/platform-contract.ts'
import {webDriver} from './web-driver.ts'

platformContract('the web chat', webDriver)
