// The contract of a platform, kept by Teams before our own fake of its connector.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {platformContract} from '../../contracts/platform-contract.ts'
import {openTeamsDriver} from './teams-driver.ts'

platformContract('Teams before a fake connector', openTeamsDriver)
