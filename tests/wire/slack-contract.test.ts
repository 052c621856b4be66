// Wire test: Slack keeps the contract of all platforms, on local-slack over signed HTTP.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe} from '@jest/globals'
import {platformContract} from '../contracts/platform-contract.ts'
import {whyWithout} from './peers.ts'
import {openSlackDriver} from './slack-driver.ts'

const missing = await whyWithout('local-slack-linux-x64')
const suite = missing === undefined ? describe : describe.skip

suite(`the contract on local-slack ${missing ?? ''}`, () => {
  platformContract('Slack', openSlackDriver)
})
