// Tests of charts and of fields that are not text, on the web chat's page: seen, heard, reached by keyboard, and sent.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, test} from '@jest/globals'
import type {Page} from 'playwright-core'
import {focused, violations, visit} from './browser.ts'
import {onThePage} from './on-the-page.ts'

onThePage('a survey on the page of the web chat', stage => {
  async function said(words: string, options = {}): Promise<Page> {
    const page = await visit(stage.browser, stage.chat.url, {bypassCSP: true, ...options})
    await page.locator('#ask').fill(words)
    await page.locator('#ask').press('Enter')
    return page
  }

  const shown = async (options = {}) => {
    const page = await said('charts', options)
    await page.getByRole('heading', {name: 'How ready we are'}).waitFor()
    return page
  }
  const opened = async (options = {}) => {
    const page = await said('pulse', options)
    await page.getByRole('dialog').waitFor()
    return page
  }

  test('bars say their label and their number, also where there is none', async () => {
    const page = await shown()
    const bars = page.getByRole('figure', {name: 'By area'}).getByRole('listitem')
    expect((await bars.allInnerTexts()).map(each => each.split(/\s*\n\s*/))).toEqual([
      ['Usage', '67 of 100'],
      ['Knowledge', '50 of 100'],
      ['Culture', '33 of 100'],
      ['Tools and processes', '–'],
      ['Addressing gaps', '100 of 100'],
    ])
    const widths = await page
      .getByRole('figure', {name: 'By area'})
      .locator('.chart-bar')
      .evaluateAll(pictures => pictures.map(picture => Number(picture.children[1]?.getAttribute('width') ?? 0)))
    expect(widths).toEqual([402, 300, 198, 0, 600])
  })

  test('bars of one chart are drawn to one scale, however long the words beside them', async () => {
    for (const viewport of [
      {width: 1280, height: 800},
      {width: 360, height: 700},
    ]) {
      const page = await shown({viewport})
      const rails = page.getByRole('figure', {name: 'Beside others'}).locator('.chart-bar')
      const widths = await rails.evaluateAll(all => all.map(rail => Math.round(rail.getBoundingClientRect().width)))
      expect(widths).toHaveLength(10)
      expect(new Set(widths).size).toBe(1)
      expect(widths[0]).toBeGreaterThan(80)
    }
  })

  test('lines have a table with every number', async () => {
    const page = await shown()
    const table = page.getByRole('region', {name: 'Over the waves'}).getByRole('table')
    expect(await table.getByRole('row').allInnerTexts()).toEqual([
      expect.stringMatching(/March\s+June\s+September\s+December/),
      expect.stringMatching(/Index\s+41\s+48\s+55\s+61/),
      expect.stringMatching(/Support\s+30\s+44\s+–\s+58/),
    ])
  })

  test.each([
    ['light', {colorScheme: 'light'}],
    ['dark', {colorScheme: 'dark'}],
    ['a narrow window', {viewport: {width: 360, height: 700}}],
  ] as const)('axe-core finds nothing in %s, and nothing scrolls sideways', async (_name, options) => {
    for (const page of [await shown(options), await opened(options)]) {
      expect(await violations(page)).toEqual([])
      const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(sideways)).toBe(0)
    }
  })

  test('a message that is taken away is gone, also after the page is loaded again', async () => {
    const page = await shown()
    await page.getByRole('button', {name: 'Take it away'}).click()
    await page.getByRole('heading', {name: 'How ready we are'}).waitFor({state: 'detached'})
    await page.reload()
    await page.getByRole('heading', {name: 'Welcome to the front desk'}).waitFor()
    expect(await page.getByText('How ready we are').count()).toBe(0)
  })

  test('by keyboard alone somebody chooses and sends', async () => {
    const page = await opened()
    expect(await focused(page)).toBe('field-0-0')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Every')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.getByLabel('Until when?').fill('2026-12-01')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({state: 'hidden'})
    const values = {p1: '3', rhythm: 'quarter', topics: 'a\nb', until: '2026-12-01', hour: '09:00'}
    expect(stage.chat.came.filter(each => each.kind === 'submission')).toEqual([expect.objectContaining({values})])
  })

  test('what is missing is told at the field, and the focus goes to the first of it', async () => {
    const page = await opened()
    await page.getByRole('button', {name: 'Send'}).click()
    expect(await page.locator('.wrong').allInnerTexts()).toEqual([
      'Please choose one.',
      'Please choose one.',
      '',
      'Please fill this in.',
      '',
    ])
    expect(await focused(page)).toBe('field-0-0')
    await page.getByLabel('Agree', {exact: true}).check()
    expect((await page.locator('.wrong').allInnerTexts())[0]).toBe('')
    expect(stage.chat.came.filter(each => each.kind === 'submission')).toEqual([])
  })
})
