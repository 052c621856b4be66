// A suite on the page of the web chat: a Chromium and a chat for all of its tests, and no page open when one begins.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, afterEach, beforeAll, describe, jest} from '@jest/globals'
import type {Browser} from 'playwright-core'
import type {RunningChat} from './browser.ts'
import {buildPage, canRunBrowser, launch, startChat} from './browser.ts'

/** What the tests of a suite have at hand while they run. */
export interface Stage {
  readonly browser: Browser
  readonly chat: RunningChat
}

/**
 * A suite on the page; it is skipped, and says so, where there is no Chromium.
 * @param name what is tested
 * @param tests adds the tests, which may look at the stage once they run
 */
export function onThePage(name: string, tests: (stage: Stage) => void): void {
  jest.setTimeout(30_000)
  const suite = canRunBrowser() ? describe : describe.skip
  suite(name, () => {
    let browser: Browser
    let chat: RunningChat

    beforeAll(async () => {
      buildPage()
      browser = await launch()
      chat = await startChat()
    })

    afterEach(async () => {
      for (const context of browser.contexts()) await context.close()
      chat.came.length = 0
    })

    afterAll(async () => {
      await browser?.close()
      await chat?.stop()
    })

    tests({
      get browser() {
        return browser
      },
      get chat() {
        return chat
      },
    })
  })
}
