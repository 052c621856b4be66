// Tests of forms on the web chat's page: a dialog that works by keyboard, tells what is wrong, and loses no word.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, test} from '@jest/globals'
import type {Page} from 'playwright-core'
import {ask, focused, offerForm, openForm, visit} from './browser.ts'
import {onThePage} from './on-the-page.ts'
import {suggestion} from './scripted-counselor.ts'

onThePage('a form on the page of the web chat', stage => {
  const dialog = (page: Page) => page.getByRole('dialog')
  const answer = (page: Page) => page.getByRole('textbox', {name: 'What should the answer be?'})
  const submissions = () => stage.chat.came.filter(activity => activity.kind === 'submission')

  const offered = () => offerForm(stage.browser, stage.chat.url)
  const opened = () => openForm(stage.browser, stage.chat.url)

  test('a form is a modal dialog with a name, a description, labels and hints', async () => {
    const page = await opened()
    await page.getByRole('dialog', {name: suggestion.title, description: /It goes to the open source office/}).waitFor()
    const box = page.getByRole('textbox', {
      name: 'What should the answer be?',
      description: 'Your own words, and where they come from. At most 300 characters.',
    })
    expect(await box.getAttribute('aria-required')).toBe('true')
    expect(await page.getByRole('textbox', {name: 'Whom may we ask?'}).getAttribute('aria-required')).toBeNull()
    expect(await page.getByRole('textbox', {name: 'In one line'}).inputValue()).toBe('About ingredients')
    expect(await focused(page)).toBe('field-0')
    expect(await page.locator('#ask').evaluate(box => box.matches(':focus-within'))).toBe(false)
  })

  test('by keyboard alone somebody opens it, fills it in and sends it, and the focus goes back', async () => {
    const page = await offered()
    await page.getByRole('button', {name: 'Suggest an answer'}).focus()
    await page.keyboard.press('Enter')
    await dialog(page).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('Start with one page.')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Then ask.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Legal')
    await page.keyboard.press('Enter')
    await page.getByText('Thank you for “Start with one page. Then ask.”').waitFor()
    expect(await dialog(page).count()).toBe(0)
    expect(await focused(page)).toBe('Suggest an answer')
    expect(submissions()).toEqual([
      expect.objectContaining({
        action: 'suggest',
        value: 'q-1',
        values: {title: 'About ingredients', answer: 'Start with one page.\nThen ask.', who: 'Legal'},
      }),
    ])
  })

  test('Tab goes round within it, both ways', async () => {
    const page = await opened()
    const seen: string[] = []
    for (let i = 0; i < 6; i += 1) {
      seen.push(await focused(page))
      await page.keyboard.press('Tab')
    }
    expect(seen).toEqual(['field-0', 'field-1', 'field-2', 'Not now', 'Send it', 'how (opens in a new tab)'])
    expect(await focused(page)).toBe('field-0')
    for (let i = 0; i < 2; i += 1) await page.keyboard.press('Shift+Tab')
    expect(await focused(page)).toBe('Send it')
  })

  test.each(['Escape', 'the button'])(
    '%s closes it, sends nothing, and what was typed is there the next time',
    async way => {
      const page = await opened()
      await answer(page).fill('half a sentence')
      if (way === 'Escape') await page.keyboard.press('Escape')
      else await page.getByRole('button', {name: 'Not now'}).click()
      expect(await dialog(page).count()).toBe(0)
      expect(await focused(page)).toBe('Suggest an answer')
      await page.keyboard.press('Enter')
      await dialog(page).waitFor()
      expect(await answer(page).inputValue()).toBe('half a sentence')
      expect(submissions()).toEqual([])
    },
  )

  test('clearing the conversation forgets what was typed', async () => {
    const page = await opened()
    await answer(page).fill('half a sentence')
    await page.keyboard.press('Escape')
    await page.getByRole('button', {name: 'Clear conversation'}).click()
    await page.getByRole('button', {name: 'Clear it'}).click()
    await page.locator('article.said').waitFor({state: 'detached'})
    await ask(page, 'a form, please', 2)
    await page.getByRole('button', {name: 'Suggest an answer'}).click()
    await dialog(page).waitFor()
    expect(await answer(page).inputValue()).toBe('')
  })

  test('what is missing or too long is told at the field, and gone when it is mended', async () => {
    const page = await opened()
    await page.getByRole('textbox', {name: 'In one line'}).fill('x'.repeat(63))
    await page.getByRole('button', {name: 'Send it'}).click()
    expect(await focused(page)).toBe('field-0')
    await page.getByRole('textbox', {description: 'This is 3 characters too long. Please shorten it to 60.'}).waitFor()
    await page.getByRole('textbox', {name: 'In one line'}).fill('x')
    await page.getByRole('button', {name: 'Send it'}).click()
    expect(await focused(page)).toBe('field-1')
    expect(await answer(page).getAttribute('aria-invalid')).toBe('true')
    await dialog(page).getByText('Please fill this in.').waitFor()
    await answer(page).fill('words')
    expect(await answer(page).getAttribute('aria-invalid')).toBeNull()
    expect(await dialog(page).getByText('Please fill this in.').count()).toBe(0)
    expect(submissions()).toEqual([])
  })

  test('spaces alone are nothing', async () => {
    const page = await opened()
    await answer(page).fill(' \n ')
    await page.getByRole('button', {name: 'Send it'}).click()
    await dialog(page).getByText('Please fill this in.').waitFor()
  })

  test.each([
    [503, 'just starting or stopping'],
    [429, 'a lot at once'],
    [0, 'cannot be reached'],
  ])(
    'when sending fails with %d it says so, nothing is lost, and trying again has the same id',
    async (status, words) => {
      const page = await opened()
      const ids: string[] = []
      page.on('request', request => {
        const body = request.postData() ?? ''
        if (body.includes('submission')) ids.push((JSON.parse(body) as {id: string}).id)
      })
      await page.route(
        '**/chat/activities',
        route => (status === 0 ? route.abort() : route.fulfill({status, json: {}})),
        {times: 1},
      )
      await answer(page).fill('precious words')
      await page.getByRole('button', {name: 'Send it'}).click()
      await dialog(page).getByRole('alert').getByText(words).waitFor()
      expect(await answer(page).inputValue()).toBe('precious words')
      await page.getByRole('button', {name: 'Send it'}).click()
      await page.getByText('Thank you for “precious words”.').waitFor()
      expect([ids.length, new Set(ids).size]).toEqual([2, 1])
    },
  )

  test('while it is on its way nothing closes it and nothing is sent twice', async () => {
    const page = await opened()
    let go: () => void = () => undefined
    const gone = new Promise<void>(resolve => {
      go = resolve
    })
    await page.route('**/chat/activities', async route => {
      await gone
      await route.continue()
    })
    await answer(page).fill('once')
    await page.getByRole('button', {name: 'Send it'}).click()
    for (const key of ['Escape', 'Escape', 'Enter']) await page.keyboard.press(key)
    await page.getByRole('button', {name: 'Not now'}).click({force: true})
    expect(await dialog(page).count()).toBe(1)
    go()
    await page.getByText('Thank you for “once”.').waitFor()
    expect(submissions()).toHaveLength(1)
  })

  test('it opens in the tab that asked for it, and not again after a reload', async () => {
    const page = await offered()
    const second = await page.context().newPage()
    await second.goto(stage.chat.url)
    await second.getByRole('button', {name: 'Suggest an answer'}).waitFor()
    await page.getByRole('button', {name: 'Suggest an answer'}).click()
    await dialog(page).waitFor()
    await second.waitForTimeout(200)
    expect(await dialog(second).count()).toBe(0)
    await page.reload()
    await page.getByRole('button', {name: 'Suggest an answer'}).waitFor()
    expect(await dialog(page).count()).toBe(0)
  })

  test('a message can be answered with a form; the focus goes back to the ask box', async () => {
    const page = await visit(stage.browser, stage.chat.url)
    await page.locator('#ask').fill('let me write')
    await page.locator('#ask').press('Enter')
    await dialog(page).waitFor()
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe('ask')
  })

  test('a form breaks no policy', async () => {
    const page = await visit(stage.browser, stage.chat.url)
    const complaints: string[] = []
    page.on('console', line => complaints.push(line.text()))
    page.on('pageerror', error => complaints.push(String(error)))
    await ask(page, 'a form, please', 2)
    await page.getByRole('button', {name: 'Suggest an answer'}).click()
    await answer(page).fill('<img src=x onerror=alert(1)>')
    await page.getByRole('button', {name: 'Send it'}).click()
    await page.getByText('Thank you for “<img src=x onerror=alert(1)>”.').waitFor()
    expect(complaints).toEqual([])
  })
})
