// Browser test: the same cards on the web chat's page and in the renderer of Adaptive Cards say the same, and nothing is cut off.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {mkdirSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals'
import type {Browser, Locator, Page} from 'playwright-core'
import {toAdaptiveCard} from '../../adapters/teams/to-adaptive-card.ts'
import {HttpServer} from '../../adapters/web/http-server.ts'
import {WebPlatform} from '../../adapters/web/web-platform.ts'
import type {Activity} from '../../src/chat/activity.ts'
import type {Card} from '../../src/chat/card.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import {buildPage, canRunBrowser, launch} from './browser.ts'
import {sampleTalk} from './sample-talk.ts'

jest.setTimeout(60_000)

const inBrowser = canRunBrowser() ? describe : describe.skip

/** Where to put pictures of the pairs for people to look at; none are made where the variable is not set. */
const shots = process.env['PAIR_SHOTS']

/** Cards in the look of Teams: its fonts, its sizes, its buttons. */
const teamsPage = `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 12px; width: 560px; background: #f5f5f5; }
#card { background: #fff; border: 1px solid #e0e0e0; border-radius: 6px; padding: 4px; }
.ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
.ac-pushButton { background: #fff; border: 1px solid #d1d1d1; border-radius: 4px; padding: 6px 12px; color: #242424;
  font: 600 14px 'Segoe UI', system-ui, sans-serif; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
a { color: #5b5fc7; }
</style><div id="card"></div>`

const hostConfig = {
  fontFamily: "'Segoe UI', system-ui, sans-serif",
  fontSizes: {small: 12, default: 14, medium: 14, large: 18, extraLarge: 24},
  spacing: {small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 12},
  actions: {actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8, maxActions: 6},
  containerStyles: {emphasis: {backgroundColor: '#f5f5f5'}},
}

/** The words of what is wider than its place in the last element that fits. */
const cutOff = (selector: string) => `[...[...document.querySelectorAll('${selector}')].at(-1).querySelectorAll('*')]
  .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1 && getComputedStyle(each).overflowX !== 'visible')
  .map(each => each.textContent)`

inBrowser('the same card on the page of the web chat and in Teams', () => {
  let cards: ReadonlyMap<string, Card>
  let browser: Browser
  let web: Page
  let teams: Page
  let stop: () => Promise<void>

  beforeAll(async () => {
    buildPage()
    cards = await sampleTalk()
    const {log} = recordingLog(Date.now)
    const server = new HttpServer({log, ready: () => true})
    const platform = new WebPlatform({server, suggest: () => [], log, now: Date.now, newId: randomUUID})
    await platform.start(async activity => void (await platform.send(activity.conversation, cardFor(activity))))
    const port = await server.listen({host: '127.0.0.1', port: 0, orNext: false})
    stop = async () => {
      await platform.stop()
      await server.close()
    }
    browser = await launch()
    // So high that no card stands behind the box to ask.
    web = await browser.newPage({viewport: {width: 700, height: 2_400}, reducedMotion: 'reduce'})
    await web.goto(`http://127.0.0.1:${port}/`)
    await web.locator('article.answer').first().waitFor()
    teams = await browser.newPage({viewport: {width: 700, height: 900}})
    await teams.setContent(teamsPage)
    await teams.addScriptTag({path: createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.js')})
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await stop?.()
  })

  const cardFor = (activity: Activity): Card => {
    const card = activity.kind === 'message' ? cards.get(activity.text) : cards.get('unknown')
    if (!card) throw new Error('there is no such card')
    return card
  }

  async function onPage(name: string): Promise<Locator> {
    const before = await web.locator('article.answer').count()
    await web.locator('#ask').fill(name)
    await web.locator('#ask').press('Enter')
    const shown = web.locator('article.answer').nth(before)
    await shown.waitFor()
    return shown
  }

  async function inTeams(card: Card): Promise<Locator> {
    const content = toAdaptiveCard(card, {surface: 'message'})
    await teams.evaluate(`(() => {
      const card = new AdaptiveCards.AdaptiveCard()
      card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig)})
      card.parse(${JSON.stringify(content)})
      document.querySelector('#card').replaceChildren(card.render())
    })()`)
    return teams.locator('#card')
  }

  it.each([
    'answer',
    'choice',
    'unknown',
    'coverage',
    'chinese',
    'topics',
    'question',
    'result',
    'pulse',
    'tip',
    'admin',
  ])('says the same on both sides, and all of it: %s', async name => {
    const card = cards.get(name)
    if (!card) throw new Error(`there is no card ${name}`)
    const [left, right] = [await inTeams(card), await onPage(name)]
    await keepPair(name, left, right)
    const said = async (side: Locator) => (await side.innerText()).replace(/\s+/g, ' ')
    for (const label of labelsOf(card).filter(each => !/^(?:👍|👎)$/u.test(each))) {
      expect(await said(left)).toContain(label)
      expect(await said(right)).toContain(label)
    }
    for (const block of card.blocks)
      if (block.kind === 'heading') for (const side of [left, right]) expect(await said(side)).toContain(block.text)
    expect(await teams.evaluate(cutOff('#card'))).toEqual([])
    expect(await web.evaluate(cutOff('article.answer'))).toEqual([])
  })

  async function keepPair(name: string, left: Locator, right: Locator): Promise<void> {
    if (shots === undefined) return
    mkdirSync(shots, {recursive: true})
    const [one, two] = [await left.screenshot(), await right.screenshot()]
    const picture = (bytes: Buffer) => `<img src="data:image/png;base64,${bytes.toString('base64')}">`
    const pair = await browser.newPage({viewport: {width: 1300, height: 400}})
    const style = 'body{margin:16px;display:flex;gap:24px;align-items:flex-start;background:#fff}'
    await pair.setContent(`<style>${style}</style>${picture(one)}${picture(two)}`)
    writeFileSync(join(shots, `${name}.png`), await pair.screenshot({fullPage: true}))
    await pair.close()
  }
})
