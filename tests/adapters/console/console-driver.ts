// Drives the console for the contract of a platform: lines are typed, and what is printed is read.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import type {Driver, Seen, SeenForm, Visitor} from '../../contracts/driver.ts'
import {startCounselor} from '../../contracts/probe.ts'
import {Terminal} from './terminal.ts'

/** As many people as the contract needs: each has a terminal of their own, on one counselor. */
const people = 60

/** Terminals with the counselor behind them. */
export async function consoleDriver(): Promise<Driver> {
  const terminals = Array.from({length: people}, () => new Terminal())
  const counselor = await startCounselor(...terminals.map(({platform}) => platform))
  const alone = async () => {
    const terminal = terminals.pop()
    if (terminal === undefined) throw new Error('there is no terminal left')
    return new ConsoleVisitor(terminal)
  }
  return {
    paper: true,
    solitary: true,
    alone,
    together: async () => [await alone(), await alone()],
    close: () => counselor.stop(),
  }
}

const aButton = /^ {2}(\d+)\. (.*)$/
const thumbs = /^ {2}(\d+)\. 👍 {3}(\d+)\. 👎$/
const litThumb = /^ {2}(👍|👎) ✓$/
const formTitle = /^----- .+ -----\n\n/
const aField = /^(.+) \(\d+ of \d+\)$/gm

class ConsoleVisitor implements Visitor {
  readonly #terminal: Terminal

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  say(text: string): Promise<void> {
    return this.#terminal.type(text)
  }

  // A terminal delivers nothing twice, so two lines are made to look like one event.
  async sayTwice(text: string): Promise<void> {
    this.#terminal.sameId = randomUUID()
    await this.#terminal.type(text, text)
    this.#terminal.sameId = undefined
  }

  async press(label: string): Promise<void> {
    const number = buttonsIn(this.#cards().at(-1) ?? '').get(label)
    if (number === undefined) throw new Error(`no button "${label}"`)
    await this.#terminal.type(number)
  }

  async sees(): Promise<readonly Seen[]> {
    const cards = this.#cards()
    return cards.map((card, i) => seenLines(card, i === cards.length - 1))
  }

  form(): SeenForm | undefined {
    const text = this.#asked().at(-1)
    return text === undefined ? undefined : {text, labels: fieldsIn(text)}
  }

  async submit(typed: Readonly<Record<string, string>>): Promise<void> {
    for (let asked = this.form(); asked; asked = this.form()) {
      const words = typed[asked.labels.at(-1) ?? ''] ?? ''
      const more = words !== '' && asked.text.includes('end with a line')
      await this.#terminal.type(...words.split('\n'), ...(more ? ['.'] : []))
    }
  }

  #cards(): string[] {
    return this.#terminal.printed.filter(text => !text.startsWith('(') && !isForm(text))
  }

  // What has been asked since the last card.
  #asked(): string[] {
    const {printed} = this.#terminal
    return printed.slice(printed.findLastIndex(text => !isForm(text)) + 1)
  }
}

function isForm(text: string): boolean {
  return formTitle.test(text) || fieldsIn(text).length > 0
}

function fieldsIn(text: string): string[] {
  return [...text.matchAll(aField)].map(found => found[1] ?? '')
}

function buttonsIn(card: string): ReadonlyMap<string, string> {
  return new Map(
    card.split('\n').flatMap((line): [string, string][] => {
      const [, up, down] = thumbs.exec(line) ?? []
      if (up !== undefined && down !== undefined)
        return [
          ['👍', up],
          ['👎', down],
        ]
      const [, number, label] = aButton.exec(line) ?? []
      return number === undefined || label === undefined ? [] : [[label, number]]
    }),
  )
}

// Numbers stand for the buttons of the newest card only.
function seenLines(card: string, newest: boolean): Seen {
  const lines = card.split('\n')
  const lit = lines.map(line => litThumb.exec(line)?.[1]).find(thumb => thumb !== undefined)
  const text = lines.filter(line => ![aButton, thumbs, litThumb].some(pattern => pattern.test(line))).join('\n')
  return {
    text: text.replace(/\n{3,}/g, '\n\n').trim(),
    buttons: newest ? [...buttonsIn(card).keys()] : [],
    links: [...card.matchAll(/ \((https?:\/\/[^\s)]+)\)/g)].map(found => found[1] ?? ''),
    thumb: lit === undefined ? undefined : lit === '👍' ? 'up' : 'down',
  }
}
