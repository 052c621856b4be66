// What browser tests need: the built page behind a real server, and a Chromium to look at it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {execFileSync} from 'node:child_process'
import {randomUUID} from 'node:crypto'
import {existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import type {Browser, BrowserContextOptions, Page} from 'playwright-core'
import {chromium} from 'playwright-core'
import {HttpServer} from '../../adapters/web/http-server.ts'
import {WebPlatform} from '../../adapters/web/web-platform.ts'
import type {Activity} from '../../src/chat/activity.ts'
import type {Log} from '../../src/log.ts'
import {projectRoot} from '../../src/project-root.ts'
import {scripted, suggest} from './scripted-counselor.ts'

/** Where Chromium is. */
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** True where the browser tests can run; in CI they must, so there a missing browser is a failure. */
export function canRunBrowser(): boolean {
  if (existsSync(chromiumPath)) return true
  const missing = `There is no Chromium at ${chromiumPath}; set CHROMIUM_PATH.`
  if (process.env['CI'] !== undefined) throw new Error(missing)
  process.stderr.write(`SKIPPED: the browser tests of the web chat. ${missing}\n`)
  return false
}

/**
 * Compiles the page's modules to where the server looks for them. Each file is moved there in one step, as another
 * suite may be serving it just now.
 */
export function buildPage(): void {
  const root = projectRoot()
  const dist = join(root, 'dist')
  mkdirSync(dist, {recursive: true})
  const fresh = mkdtempSync(join(dist, '.page-'))
  const compiler = [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'adapters/web/page/tsconfig.json']
  execFileSync(process.execPath, [...compiler, '--outDir', fresh], {cwd: root, stdio: 'inherit'})
  const page = 'adapters/web/page'
  mkdirSync(join(dist, page), {recursive: true})
  for (const file of readdirSync(join(fresh, page))) renameSync(join(fresh, page, file), join(dist, page, file))
  rmSync(fresh, {recursive: true})
}

/** A Chromium without a window that talks to nobody of its own accord. */
export function launch(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet]
  return chromium.launch({executablePath: chromiumPath, args})
}

/** A web chat that answers by the script. */
export interface RunningChat {
  readonly url: string
  readonly platform: WebPlatform
  readonly server: HttpServer
  readonly port: number
  /** Everything that came in, in order. */
  readonly came: Activity[]
  stop(): Promise<void>
}

/** Starts a web chat on a port of the system's choice, or on the one given. */
export async function startChat(port = 0): Promise<RunningChat> {
  const server = new HttpServer({log: silent, ready: () => true})
  const platform = new WebPlatform({server, suggest, log: silent, now: Date.now, newId: randomUUID})
  const came: Activity[] = []
  await platform.start(scripted(platform, activity => void came.push(activity)))
  const actual = await server.listen({host: '127.0.0.1', port, orNext: false})
  const stop = async () => {
    await platform.stop()
    await server.close()
  }
  return {url: `http://127.0.0.1:${actual}/`, platform, server, port: actual, came, stop}
}

/** A fresh visitor's page, on which the welcome card has come. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}, reducedMotion: 'reduce', ...options})
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('heading', {name: 'Welcome to the front desk'}).waitFor()
  return page
}

/** A fresh visitor's page with buttons that open forms. */
export async function offerForm(browser: Browser, url: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await visit(browser, url, options)
  await ask(page, 'a form, please', 2)
  return page
}

/** A fresh visitor's page with a form open. */
export async function openForm(browser: Browser, url: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await offerForm(browser, url, options)
  await page.getByRole('button', {name: 'Suggest an answer'}).click()
  await page.getByRole('dialog').waitFor()
  return page
}

/** Asks by keyboard and waits until `answers` cards are there in all. */
export async function ask(page: Page, question: string, answers: number): Promise<void> {
  await page.locator('#ask').fill(question)
  await page.locator('#ask').press('Enter')
  await page
    .locator('article.answer')
    .nth(answers - 1)
    .waitFor()
}

/** The id of the element that has the focus, or its text where it has none. */
export async function focused(page: Page): Promise<string> {
  const at = page.locator(':focus')
  return (await at.getAttribute('id')) ?? (await at.textContent()) ?? ''
}

/** Waits until no button of a card rests any more after a press. */
export async function rested(page: Page): Promise<void> {
  await page.locator('article [aria-disabled="true"]').first().waitFor({state: 'detached'})
}

/** Waits until exactly this many messages stand in the log. */
export async function messages(page: Page, count: number): Promise<void> {
  const all = page.locator('article')
  await all.nth(count - 1).waitFor()
  await all.nth(count).waitFor({state: 'detached'})
}

interface Violation {
  readonly id: string
  readonly nodes: readonly {readonly html: string}[]
}

/**
 * The rules of axe-core that the page breaks, each with the elements; the context needs `bypassCSP`.
 * @param but rules that are left out
 */
export async function violations(page: Page, ...but: readonly string[]): Promise<readonly string[]> {
  await page.addScriptTag({path: createRequire(import.meta.url).resolve('axe-core/axe.min.js')})
  const rules = JSON.stringify(Object.fromEntries(but.map(rule => [rule, {enabled: false}])))
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run({rules: ${rules}}).then(result => result.violations)`,
  )
  return found.map(each => `${each.id}: ${each.nodes.map(node => node.html).join(' | ')}`)
}

const silent: Log = {error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined}
