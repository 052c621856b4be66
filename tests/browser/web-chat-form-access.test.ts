// Tests of who can use forms and files on the web chat's page: screen readers, small screens, both themes, forced colours.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {mkdirSync, readFileSync} from 'node:fs'
import {expect, test} from '@jest/globals'
import type {BrowserContextOptions, Page} from 'playwright-core'
import {ask, focused, offerForm, openForm, violations, visit} from './browser.ts'
import {onThePage} from './on-the-page.ts'

const phone = {width: 360, height: 640}

/** Where to put screenshots for people to look at; none are made where the variable is not set. */
const shots = process.env['WEB_SHOTS']

onThePage('who can use forms and files on the page of the web chat', stage => {
  const dialog = (page: Page) => page.getByRole('dialog')
  const answer = (page: Page) => page.getByRole('textbox', {name: 'What should the answer be?'})
  const offered = () => offerForm(stage.browser, stage.chat.url)
  const opened = (options: BrowserContextOptions) => openForm(stage.browser, stage.chat.url, options)

  async function shot(page: Page, name: string): Promise<void> {
    if (shots === undefined) return
    mkdirSync(shots, {recursive: true})
    await page.screenshot({path: `${shots}/${name}.png`})
  }

  test('on a touch screen the title has the focus, so that no keyboard comes up', async () => {
    const page = await opened({hasTouch: true, isMobile: true, viewport: phone})
    expect(await focused(page)).toBe('filling-title')
  })

  test('a Chinese form carries its language and speaks it', async () => {
    const page = await offered()
    await page.getByRole('button', {name: '建议回答'}).click()
    await page.getByRole('button', {name: '发送'}).click()
    await dialog(page).getByText('请填写此项。').waitFor()
    expect(await dialog(page).getAttribute('lang')).toBe('zh')
    await shot(page, 'form-zh')
  })

  test.each([
    ['light', {}],
    ['dark', {colorScheme: 'dark'}],
    ['light at 360 px', {viewport: phone}],
    ['dark at 360 px', {colorScheme: 'dark', viewport: phone}],
    ['forced colours', {forcedColors: 'active', colorScheme: 'dark'}],
    ['a page at 400 %', {viewport: {width: 320, height: 256}}],
  ] as const)('axe-core finds nothing in %s, and nothing scrolls sideways', async (name, options) => {
    const page = await opened({bypassCSP: true, ...options})
    await shot(page, `form ${name}`)
    // Forced colours are the system's, whatever axe-core computes of ours.
    const broken = () => violations(page, ...('forcedColors' in options ? ['color-contrast'] : []))
    const fresh = await broken()
    await page.getByRole('textbox', {name: 'In one line'}).fill('word'.repeat(30))
    await page.getByRole('button', {name: 'Send it'}).click()
    await shot(page, `form ${name} wrong`)
    const wrong = await broken()
    await page.getByRole('textbox', {name: 'In one line'}).fill('word')
    await answer(page).fill('words')
    await page.route('**/chat/activities', route => route.abort(), {times: 1})
    await page.getByRole('button', {name: 'Send it'}).click()
    await dialog(page).getByRole('alert').getByText('cannot be reached').waitFor()
    await page.waitForTimeout(100)
    await shot(page, `form ${name} failed`)
    expect([...fresh, ...wrong, ...(await broken())]).toEqual([])
    const sideways = 'document.querySelector("#filling").scrollWidth - document.querySelector("#filling").clientWidth'
    expect(await page.evaluate(sideways)).toBe(0)
  })

  test('a file says its type and size, and is saved as it is, within the policy', async () => {
    const page = await visit(stage.browser, stage.chat.url)
    const complaints: string[] = []
    page.on('console', line => complaints.push(line.text()))
    await ask(page, 'everything', 2)
    await shot(page, 'file')
    const saving = page.waitForEvent('download')
    await page.getByRole('button', {name: 'Download ingredients.csv CSV, 21 bytes'}).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('ingredients.csv')
    expect(readFileSync(await saved.path(), 'utf8')).toBe('what,have\n人员,"2"\n')
    expect(page.url()).toBe(stage.chat.url)
    expect(complaints).toEqual([])
  })
})
