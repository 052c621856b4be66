// Browser test of Teams: the page of Microsoft's Agents Playground in Chromium, with the real counselor behind it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import type {Browser, Page} from 'playwright-core'
import {phrases} from '../../src/answers/phrases.ts'
import {buttonsIn, cardIn} from '../adapters/teams/read-card.ts'
import {whyWithout} from '../wire/peers.ts'
import {Playground} from '../wire/playground.ts'
import {stage} from '../wire/playground-stage.ts'
import type {TeamsHouse} from '../wire/teams-house.ts'
import {openTeamsHouse} from '../wire/teams-house.ts'
import {canRunBrowser, launch} from './browser.ts'

const missing = canRunBrowser() ? await whyWithout('@microsoft/m365agentsplayground') : 'there is no Chromium'
const suite = missing === undefined ? describe : describe.skip
const say = phrases.en
const [example = ''] = say.examples
const answered = 'centre of expertise for open source'
const botName = 'OSPO Counselor'

suite(`in the page of the Agents Playground ${missing ?? ''}`, () => {
  let house: TeamsHouse
  let playground: Playground
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    house = await openTeamsHouse({access: {type: 'anonymous'}})
    playground = await Playground.open(`${house.origin}/api/messages`)
    browser = await launch()
    page = await browser.newPage({viewport: {width: 1280, height: 900}})
    // Nothing leaves this machine: other addresses are another page here.
    await page.context().route(/^https:/, route => route.fulfill({contentType: 'text/html', body: 'elsewhere'}))
    await page.goto(playground.origin)
    await page.getByRole('heading', {name: say.hello}).first().waitFor()
  })

  afterAll(async () => {
    await browser?.close()
    await playground?.stop()
    await house?.stop()
  })

  const choose = (name: string) => page.getByRole('treeitem', {name}).click()
  const editor = () => page.locator('[data-lexical-editor=true]').first()

  it('a press on an example of the welcome is answered, and the answer names its source', async () => {
    await page.getByRole('button', {name: example}).click()
    await page.getByText(answered).waitFor()
    const source = page.getByRole('link', {name: 'TODO Group OSPO Book'})
    expect(await source.first().getAttribute('href')).toBe('https://ospobook.todogroup.org/01-chapter/')
  })

  it('a question is answered below it, with thumbs and what to read on', async () => {
    await editor().click()
    await page.keyboard.type('How do I win over our executives?')
    await page.keyboard.press('Enter')
    await page.getByRole('button', {name: 'Like', exact: true}).nth(1).waitFor()
    const newest = playground.messages.findLast(({conversation}) => conversation === stage.personal)
    const [readOn = ''] = buttonsIn(cardIn(newest?.content ?? {})).keys()
    await page.getByRole('button', {name: readOn}).last().click()
    await page.getByRole('heading', {name: readOn}).waitFor()
  })

  it('in a channel the counselor is mentioned by choosing its name, and answers in the thread', async () => {
    await choose('General')
    await page.getByText('Start a new post').waitFor()
    await editor().click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('@OSPO')
    // All people are offered first, and then those whose names begin like this.
    await page.locator('[role=listbox] [role=menuitem]', {hasText: botName}).click()
    await editor().locator('.mention', {hasText: botName}).waitFor()
    await page.keyboard.type(` ${example}`)
    await editor().getByText(example).waitFor()
    await page.getByRole('button', {name: 'Post'}).click()
    await page.getByText(answered).waitFor()
    expect(await page.getByRole('button', {name: '👍'}).count()).toBeGreaterThan(0)
    // The Playground draws the newest post on top, with its replies.
    const thread = playground.messages.findLast(({conversation}) => conversation.includes(';messageid='))
    expect(JSON.stringify(thread?.content)).toContain(answered)
  })

  it('an answer is searched from the message box, put into a message and sent', async () => {
    await choose('Release group')
    await page.getByText('Type a message').waitFor()
    await page.getByRole('button', {name: 'Trigger Message Extension App'}).click()
    await page.getByRole('menuitem', {name: 'Search Command'}).click()
    await page.getByRole('textbox', {name: 'Enter a search term'}).fill('licence')
    await page.keyboard.press('Enter')
    const found = page.getByText('a dependency changes its licence').first()
    await found.waitFor()
    await found.click()
    await page.getByText('Redis did so').first().waitFor()
    await page.getByRole('button', {name: 'Send Message'}).click()
    await page.getByText('Redis did so').first().waitFor()
  })

  it('a press on a card that was put into a message opens its source, and another a chat with the counselor', async () => {
    const presses = [
      ['Open the source', /^https:\/\/(?!teams\.)/],
      ['Ask the counselor', /^https:\/\/teams\.microsoft\.com\/l\/chat\/0\/0\?users=28/],
    ] as const
    for (const [label, address] of presses) {
      // What opens an address has the role of a link, whatever it looks like.
      const [opened] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('link', {name: label}).last().click(),
      ])
      await opened.waitForURL(address)
      await opened.close()
    }
  })
})
