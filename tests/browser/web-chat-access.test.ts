// Tests of who can use the web chat's page: keyboard, screen reader, small screens, both themes; and that it talks to nobody else.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, test} from '@jest/globals'
import type {BrowserContextOptions, Page} from 'playwright-core'
import {ask, focused, messages, rested, violations, visit} from './browser.ts'
import {onThePage} from './on-the-page.ts'

const phone = {width: 360, height: 740}

onThePage('who can use the page of the web chat', stage => {
  const open = (options?: BrowserContextOptions) => visit(stage.browser, stage.chat.url, options)

  // Each state in which the page can be met: answered, rated, refused, with suggestions, and about to be cleared.
  async function everyState(page: Page): Promise<readonly string[]> {
    await ask(page, 'everything', 2)
    await page.getByRole('button', {name: 'Helpful', exact: true}).click()
    await page.getByText('Thank you, noted.').waitFor()
    await page.getByRole('button', {name: 'Ask a person'}).click()
    await ask(page, '最小可行的 OSPO', 4)
    await page.route('**/chat/activities', route => route.abort(), {times: 1})
    await page.locator('#ask').fill('refused')
    await page.locator('#ask').press('Enter')
    await page.getByRole('button', {name: 'Try again'}).waitFor()
    await page.locator('#ask').fill('')
    await page.locator('#ask').pressSequentially('how do')
    await page.getByRole('option').nth(1).waitFor()
    await page.locator('#ask').press('ArrowDown')
    await page.waitForTimeout(400)
    const found = await violations(page)
    await page.getByRole('button', {name: 'Clear conversation'}).click()
    await page.waitForTimeout(100)
    return [...found, ...(await violations(page))]
  }

  test.each([
    ['light', 'light', undefined],
    ['dark', 'dark', undefined],
    ['light at 360 px', 'light', phone],
    ['dark at 360 px', 'dark', phone],
  ] as const)('axe-core finds nothing in %s', async (_name, colorScheme, viewport) => {
    const page = await open({colorScheme, bypassCSP: true, ...(viewport === undefined ? {} : {viewport})})
    expect(await everyState(page)).toEqual([])
  })

  test('axe-core finds nothing before the first card', async () => {
    const page = await open({bypassCSP: true})
    await page.route('**/chat/events', route => route.abort())
    await page.reload()
    await page.getByText('What would you like to know?').waitFor()
    await page.waitForTimeout(800)
    expect(await violations(page)).toEqual([])
  })

  test.each([
    ['a phone', phone],
    ['a low phone', {width: 640, height: 360}],
    ['a page at 400 %', {width: 320, height: 256}],
  ])('nothing scrolls sideways on %s, not even for a very long word', async (_name, viewport) => {
    const page = await open({viewport})
    await ask(page, `long ${'word'.repeat(200)}`, 2)
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBe(0)
  })

  test('everything that can be pressed on a phone is at least 24 px large', async () => {
    const page = await open({viewport: phone})
    await ask(page, 'everything', 2)
    const sizes = await page
      .locator('button:visible')
      .evaluateAll(buttons => buttons.map(button => Math.min(button.clientWidth, button.clientHeight)))
    expect(sizes.length).toBeGreaterThan(8)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(40)
  })

  test('the order of the focus is skip link, header, log, ask box', async () => {
    // On a touch screen the page takes no focus of its own, so the order begins at the top.
    const page = await open({hasTouch: true, isMobile: true})
    const order: string[] = []
    for (let i = 0; i < 8; i += 1) {
      await page.keyboard.press('Tab')
      order.push(await focused(page))
    }
    expect(order).toEqual([
      'Skip to the ask box',
      ...['theme', 'help', 'clear'],
      ...['What does an OSPO do?', 'How do we start one?', 'What does the readiness check ask?'],
      'ask',
    ])
  })

  test('the skip link leads to the ask box', async () => {
    const page = await open()
    await page.getByText('Skip to the ask box').focus()
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('ask')
  })

  test('by keyboard alone somebody can ask, rate, read on and clear', async () => {
    const page = await open()
    await page.keyboard.type('by keyboard')
    await page.keyboard.press('Enter')
    await page.locator('article.answer').nth(1).waitFor()
    await page.keyboard.press('Shift+Tab')
    expect(await focused(page)).toBe('Not helpful')
    await page.keyboard.press('Space')
    await page.getByText('Thank you, noted.').waitFor()
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift+Tab')
    expect(await focused(page)).toBe('Finding the budget')
    await rested(page)
    await page.keyboard.press('Enter')
    await page.locator('article.answer').nth(2).waitFor()
    await page.locator('#clear').focus()
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('sure-no')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await messages(page, 1)
  })

  test('what has the focus is not hidden behind the ask box', async () => {
    const page = await open({viewport: {width: 800, height: 400}})
    await ask(page, 'one', 2)
    await page.locator('#clear').focus()
    const form = await page.locator('#form').evaluate(element => element.getBoundingClientRect().top)
    let steps = 0
    for (await page.keyboard.press('Tab'); (await focused(page)) !== 'ask'; await page.keyboard.press('Tab')) {
      const bottom = await page.locator(':focus').evaluate(element => element.getBoundingClientRect().bottom)
      expect(bottom).toBeLessThan(form + 20)
      steps += 1
    }
    expect(steps).toBeGreaterThan(6)
  })

  test('a screen reader finds a log of articles, each labelled by who speaks', async () => {
    const page = await open()
    await ask(page, 'hello', 2)
    const log = page.getByRole('log', {name: 'Conversation'})
    expect(await log.getAttribute('aria-live')).toBe('polite')
    expect(await log.getByRole('article', {name: 'Counselor'}).count()).toBe(2)
    expect(await log.getByRole('article', {name: 'You'}).count()).toBe(1)
    expect(await page.getByRole('textbox', {name: 'Your question'}).count()).toBe(1)
  })

  test('a change of a card leaves the blocks that have not changed', async () => {
    const page = await open()
    await ask(page, 'hello', 2)
    const heading = page.locator('article.answer h2').nth(1)
    await heading.evaluate(element => element.setAttribute('data-same', 'yes'))
    await page.getByRole('button', {name: 'Helpful', exact: true}).click()
    await page.getByText('Thank you, noted.').waitFor()
    expect(await heading.getAttribute('data-same')).toBe('yes')
  })

  test('the theme follows the system until somebody chooses, and the choice is remembered', async () => {
    const page = await open({colorScheme: 'dark'})
    const room = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
    const dark = await room()
    const toggle = page.locator('#theme')
    const label = () => toggle.locator('.tool-label').textContent()
    expect(await label()).toBe('Theme: automatic')
    await toggle.click()
    expect(await label()).toBe('Theme: light')
    const light = await room()
    expect(light).not.toBe(dark)
    await page.reload()
    expect([await label(), await room()]).toEqual(['Theme: light', light])
    await toggle.click()
    expect([await label(), await room()]).toEqual(['Theme: dark', dark])
  })

  test('it works without storage', async () => {
    const context = await stage.browser.newContext()
    const page = await context.newPage()
    const blocked = `get() { throw new Error('blocked') }`
    await page.addInitScript(`Object.defineProperty(window, 'localStorage', {${blocked}})`)
    await page.goto(stage.chat.url)
    await page.getByRole('heading', {name: 'Welcome to the front desk'}).waitFor()
    await page.locator('#theme').click()
    expect(await page.locator('#theme').textContent()).toBe('Theme: light')
  })

  test('the policy stands, nothing breaks it, and no request goes to another host', async () => {
    const context = await stage.browser.newContext()
    const page = await context.newPage()
    const hosts = new Set<string>()
    const complaints: string[] = []
    page.on('request', request => hosts.add(new URL(request.url()).host))
    page.on('console', line => complaints.push(line.text()))
    page.on('pageerror', error => complaints.push(String(error)))
    const response = await page.goto(stage.chat.url)
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    await page.getByRole('heading', {name: 'Welcome to the front desk'}).waitFor()
    await page.locator('#ask').pressSequentially('how do')
    await page.getByRole('option').nth(1).waitFor()
    await ask(page, 'everything', 2)
    await page.getByRole('button', {name: 'Helpful', exact: true}).click()
    await page.getByText('Thank you, noted.').waitFor()
    expect([...hosts]).toEqual([new URL(stage.chat.url).host])
    expect(complaints).toEqual([])
  })

  test('a script from elsewhere, inline or evaluated does not run', async () => {
    const page = await open()
    const ran = await page.evaluate(`(() => {
      const script = document.createElement('script')
      try {
        script.text = 'document.title = "broken"'
      } catch {
        return 'refused'
      }
      document.body.append(script)
      return document.title
    })()`)
    expect(ran).toBe('refused')
  })
})
