// Tests of the web chat's page when something goes wrong: it says so kindly, loses nothing, and can try again.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, test} from '@jest/globals'
import type {Page} from 'playwright-core'
import {ask, rested, startChat, visit} from './browser.ts'
import {onThePage} from './on-the-page.ts'

onThePage('the page of the web chat in trouble', stage => {
  const open = () => visit(stage.browser, stage.chat.url)
  const answers = (page: Page) => page.locator('article.answer')

  test.each([
    [400, 'could not read'],
    [413, 'too long'],
    [429, 'wait a moment'],
    [500, 'went wrong on our side'],
  ])('a %d is told kindly, the text is kept, and trying again sends it', async (status, words) => {
    const page = await open()
    await page.route('**/chat/activities', route => route.fulfill({status, json: {}}), {times: 1})
    await page.locator('#ask').fill('precious words')
    await page.locator('#ask').press('Enter')
    await page.getByRole('alert').getByText(words).waitFor()
    expect(await page.locator('#ask').inputValue()).toBe('precious words')
    await page.getByRole('button', {name: 'Try again'}).click()
    await answers(page).nth(1).waitFor()
    expect(await page.getByRole('alert').textContent()).toBe('')
    expect(await page.locator('#ask').inputValue()).toBe('')
  })

  test('a text that is too long is not sent and not lost', async () => {
    const page = await open()
    await page.locator('#ask').fill('x'.repeat(12_003))
    await page.locator('#ask').press('Enter')
    await page.getByRole('alert').getByText('3 characters too long').waitFor()
    expect((await page.locator('#ask').inputValue()).length).toBe(12_003)
  })

  test('a line that breaks is told and comes back by itself', async () => {
    const fragile = await startChat()
    const page = await visit(stage.browser, fragile.url)
    await ask(page, 'before', 2)
    await fragile.stop()
    await page.getByText('The line to the counselor is down').waitFor()
    await page.locator('#ask').fill('are you there?')
    await page.locator('#ask').press('Enter')
    await page.getByText('cannot be reached').waitFor()
    const again = await startChat(fragile.port)
    await page.getByText('The line to the counselor is down').waitFor({state: 'detached', timeout: 10_000})
    await page.getByRole('button', {name: 'Try again'}).click()
    await page.locator('article.said').getByText('are you there?').waitFor()
    expect(await page.getByRole('alert').textContent()).toBe('')
    await again.stop()
  })

  test('a thumb that could not be sent falls back to what was chosen before', async () => {
    const page = await open()
    await ask(page, 'anything', 2)
    await page.getByRole('button', {name: 'Helpful', exact: true}).click()
    await page.getByText('Thank you, noted.').waitFor()
    await rested(page)
    await page.route('**/chat/activities', route => route.abort(), {times: 1})
    await page.getByRole('button', {name: 'Not helpful'}).click()
    await page.getByRole('button', {name: 'Try again'}).waitFor()
    const pressed = () => page.locator('.thumb[aria-pressed="true"]').textContent()
    expect(await pressed()).toBe('Helpful')
    await page.getByRole('button', {name: 'Try again'}).click()
    await rested(page)
    expect(await pressed()).toBe('Not helpful')
  })
})
