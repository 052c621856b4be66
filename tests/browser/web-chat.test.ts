// Tests of the web chat's page in a browser: asking, answers, suggestions, buttons, feedback and history.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, test} from '@jest/globals'
import type {BrowserContextOptions, Page} from 'playwright-core'
import {ask, focused, messages, rested, visit} from './browser.ts'
import {onThePage} from './on-the-page.ts'

onThePage('the page of the web chat', stage => {
  const open = (options?: BrowserContextOptions) => visit(stage.browser, stage.chat.url, options)
  const answers = (page: Page) => page.locator('article.answer')

  test('a question gets its answer, with source and licence, and the focus stays in the ask box', async () => {
    const page = await open()
    await ask(page, 'What do we need at least?', 2)
    expect(await page.locator('article.said .body').textContent()).toBe('What do we need at least?')
    expect(await page.locator('.note').allInnerTexts()).toEqual([
      expect.stringContaining('TODO Group OSPO Book'),
      'Licence: CC BY 4.0',
    ])
    expect(await focused(page)).toBe('ask')
    expect(await page.locator('#ask').inputValue()).toBe('')
  })

  test('every kind of block has its element', async () => {
    const page = await open()
    await ask(page, 'everything', 2)
    const card = answers(page).nth(1)
    const kinds = [
      'h2',
      'h3',
      'p',
      'strong',
      'em',
      'code',
      'ul > li',
      'ol > li',
      'blockquote',
      '.file',
      '.buttons',
      '.feedback',
    ]
    for (const kind of kinds) expect(await card.locator(kind).count()).toBeGreaterThan(0)
    expect(await card.locator('h2').count()).toBe(1)
    const source = card.getByRole('link', {name: 'TODO Group OSPO Book (opens in a new tab)'})
    expect(await source.getAttribute('rel')).toBe('noopener noreferrer')
    expect(await source.getAttribute('target')).toBe('_blank')
  })

  test('the start of a long answer is on the screen, below the bar', async () => {
    const page = await open({viewport: {width: 700, height: 500}})
    await ask(page, 'first', 2)
    await ask(page, 'second', 3)
    await page.waitForTimeout(800)
    const top = await answers(page)
      .nth(2)
      .evaluate(article => article.getBoundingClientRect().top)
    expect(top).toBeGreaterThan(50)
    expect(top).toBeLessThan(300)
  })

  test('an answer in Chinese carries its language', async () => {
    const page = await open()
    await ask(page, '最小可行的 OSPO', 2)
    expect(await answers(page).nth(1).locator('.body').getAttribute('lang')).toBe('zh')
  })

  test('Shift and Enter make a new line, and the box grows', async () => {
    const page = await open()
    const height = () => page.locator('#ask').evaluate(box => box.clientHeight)
    const before = await height()
    await page.locator('#ask').pressSequentially('one')
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('two')
    expect(await page.locator('#ask').inputValue()).toBe('one\n\n\ntwo')
    expect(await height()).toBeGreaterThan(before)
    await page.keyboard.press('Enter')
    await answers(page).nth(1).waitFor()
    expect(await height()).toBe(before)
  })

  test('waiting is told after a moment, and over when the answer is there or there is none', async () => {
    const page = await open()
    await page.locator('#ask').fill('something slow')
    await page.locator('#ask').press('Enter')
    await page.getByText('Looking it up').waitFor()
    await answers(page).nth(1).waitFor()
    expect(await page.locator('#waiting').textContent()).toBe('')
    await page.locator('#ask').fill('keep quiet')
    await page.locator('#ask').press('Enter')
    await page.locator('article.said').nth(1).waitFor()
    await page.waitForTimeout(300)
    expect(await page.locator('#waiting').textContent()).toBe('')
  })

  test('suggestions are chosen by keyboard', async () => {
    const page = await open()
    const box = page.locator('#ask')
    await box.pressSequentially('how do we')
    await page.getByRole('option').nth(1).waitFor()
    expect(await page.locator('#offers').textContent()).toContain('2 suggested questions')
    await box.press('ArrowDown')
    await box.press('ArrowDown')
    expect(await box.getAttribute('aria-activedescendant')).toBe('suggestion-1')
    expect(await page.getByRole('option', {selected: true}).textContent()).toBe('How do we start a community?')
    await box.press('Escape')
    expect(await page.getByRole('listbox').count()).toBe(0)
    expect(await box.getAttribute('aria-activedescendant')).toBeNull()
    await box.pressSequentially(' ')
    await box.press('Backspace')
    await page.getByRole('option').nth(1).waitFor()
    await box.press('ArrowUp')
    // What was typed last may still bring the offers anew, and with them no choice.
    await page.getByRole('option', {selected: true}).waitFor()
    await box.press('Enter')
    await answers(page).nth(1).waitFor()
    expect(await page.locator('article.said .body').textContent()).toBe('How do we start a community?')
  })

  test('without a choice Enter asks what was typed; a click asks the suggestion', async () => {
    const page = await open()
    await page.locator('#ask').pressSequentially('how do')
    await page.getByRole('option').nth(1).waitFor()
    await page.locator('#ask').press('Enter')
    await answers(page).nth(1).waitFor()
    await page.locator('#ask').pressSequentially('cost')
    await page.getByRole('option').click()
    await answers(page).nth(2).waitFor()
    expect(await page.locator('article.said .body').allInnerTexts()).toEqual(['how do', 'What does an OSPO cost?'])
  })

  test('on a touch screen a tap asks the suggestion', async () => {
    const page = await open({hasTouch: true, isMobile: true, viewport: {width: 360, height: 740}})
    await page.locator('#ask').tap()
    await page.locator('#ask').pressSequentially('cost')
    await page.getByRole('option').tap()
    await answers(page).nth(1).waitFor()
    expect(await page.locator('article.said .body').textContent()).toBe('What does an OSPO cost?')
  })

  test('a button asks in the words that stand on it, and rests while it is pressed', async () => {
    const page = await open()
    await ask(page, 'what do you mean', 2)
    await page.getByRole('button', {name: 'Measuring the value of an OSPO'}).click()
    await answers(page).nth(2).waitFor()
    expect(await page.locator('article.said .body').last().textContent()).toBe('Measuring the value of an OSPO')
    await rested(page)
    expect(stage.chat.came.at(-1)).toMatchObject({kind: 'press', action: 'ask', value: 'value'})
  })

  test('a question goes to a person at a press', async () => {
    const page = await open()
    await ask(page, 'anything', 2)
    await page.getByRole('button', {name: 'Ask a person'}).click()
    await page.getByText('Your question went to the OSPO team').waitFor()
    expect(await page.getByText('Only you see this').count()).toBe(1)
  })

  test('a thumb stays pressed, is thanked for, and can be changed; the focus stays on it', async () => {
    const page = await open()
    await ask(page, 'anything', 2)
    const up = page.getByRole('button', {name: 'Helpful', exact: true})
    const down = page.getByRole('button', {name: 'Not helpful'})
    expect(await up.getAttribute('aria-pressed')).toBe('false')
    await up.focus()
    await page.keyboard.press('Enter')
    await page.getByText('Thank you, noted.').waitFor()
    expect(await up.getAttribute('aria-pressed')).toBe('true')
    expect(await focused(page)).toBe('Helpful')
    expect(stage.chat.came.at(-1)).toMatchObject({kind: 'press', action: 'rate', value: 'up:q-1'})
    await rested(page)
    await down.click()
    await rested(page)
    expect([await up.getAttribute('aria-pressed'), await down.getAttribute('aria-pressed')]).toEqual(['false', 'true'])
    expect(await answers(page).count()).toBe(2)
  })

  test('help is one press away', async () => {
    const page = await open()
    await page.getByRole('button', {name: 'Help', exact: true}).click()
    await page.getByText('Ask in your own words. I answer').waitFor()
    expect(stage.chat.came.at(-1)).toMatchObject({kind: 'command', name: 'help'})
  })

  test('a reload keeps the history, another visitor does not see it', async () => {
    const page = await open()
    await ask(page, 'remember me', 2)
    await page.reload()
    await answers(page).nth(1).waitFor()
    expect(await page.locator('article.said .body').allInnerTexts()).toEqual(['remember me'])
    const other = await open()
    expect(await other.locator('article.said').count()).toBe(0)
  })

  test('two tabs of one visitor show the same', async () => {
    const page = await open()
    const second = await page.context().newPage()
    await second.goto(stage.chat.url)
    await ask(page, 'from the first tab', 2)
    await second.getByText('from the first tab').waitFor()
    await answers(second).nth(1).waitFor()
  })

  test('clearing asks first, then begins anew', async () => {
    const page = await open()
    await ask(page, 'forget me', 2)
    await page.getByRole('button', {name: 'Clear conversation'}).click()
    await page.getByRole('button', {name: 'Keep it'}).click()
    expect(await answers(page).count()).toBe(2)
    await page.getByRole('button', {name: 'Clear conversation'}).click()
    await page.getByRole('button', {name: 'Clear it'}).click()
    await messages(page, 1)
    expect(await page.getByText('forget me').count()).toBe(0)
    expect(await focused(page)).toBe('ask')
    await page.reload()
    await answers(page).first().waitFor()
    expect(await page.locator('article.said').count()).toBe(0)
  })

  test('markup that somebody types stays text', async () => {
    const page = await open()
    const typed = '<img src=x onerror="document.title=\'broken\'"> <b>bold</b>'
    await ask(page, typed, 2)
    expect(await page.locator('article.said .body').textContent()).toBe(typed)
    expect(await page.locator('article img, article b').count()).toBe(0)
    expect(await page.title()).toBe('OSPO Counselor')
  })

  test('the title counts what came while the tab was hidden', async () => {
    const page = await open()
    const hide = async (hidden: boolean) => {
      await page.evaluate(`Object.defineProperty(document, 'hidden', {value: ${hidden}, configurable: true})`)
      await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
    }
    await hide(true)
    await ask(page, 'one', 2)
    await ask(page, 'two', 3)
    expect(await page.title()).toBe('(2) OSPO Counselor')
    await hide(false)
    expect(await page.title()).toBe('OSPO Counselor')
  })
})
