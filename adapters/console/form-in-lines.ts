// A form for a terminal: it asks field by field and takes what is typed line by line.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Form, TextInput} from '../../src/chat/form.ts'
import {asText} from '../../src/chat/form.ts'
import {proseText} from '../../src/chat/prose.ts'
import {printable} from './to-lines.ts'

/** What became of a line: the form goes on and may say something, was given up, or is filled in. */
export type AfterLine =
  | {readonly kind: 'more'; readonly say?: string}
  | {readonly kind: 'cancelled'}
  | {readonly kind: 'filled'; readonly values: Readonly<Record<string, string>>}

const nothing = '.'

/** A form that is being filled in. */
export class FormInLines {
  readonly form: Form
  readonly #inputs: readonly TextInput[]
  readonly #values: Record<string, string> = {}
  #at = 0
  /** The lines of a field of several lines so far. */
  #lines: string[] = []

  /** @param form what is asked for */
  constructor(form: Form) {
    this.form = form
    this.#inputs = form.inputs.map(asText)
  }

  /** True in the middle of a field of several lines. */
  get within(): boolean {
    return this.#lines.length > 0
  }

  /** What stands above the first field, and the first field itself. */
  begin(): string {
    const {title, prose} = this.form
    const parts = [`----- ${title} -----`, proseText(prose, true), this.#ask()]
    return printable(parts.filter(part => part !== '').join('\n\n'))
  }

  /**
   * Takes a line that was typed.
   * @param line without its end
   */
  take(line: string): AfterLine {
    const input = this.#inputs[this.#at]
    if (input === undefined) return line.trim() === '' ? this.#filled() : {kind: 'cancelled'}
    if (this.#lines.length === 0 && line.trim() === '') return this.#empty(input)
    if (this.#lines.length === 0 && line.trim() === nothing) return this.#none(input)
    if (!input.multiline) return this.#keep(input, line.trim())
    if (line.trim() === nothing) return this.#keep(input, this.#lines.join('\n'))
    this.#lines.push(line)
    return {kind: 'more'}
  }

  #empty(input: TextInput): AfterLine {
    if (initialOf(input) !== '') return this.#keep(input, initialOf(input))
    return input.required ? {kind: 'cancelled'} : this.#keep(input, '')
  }

  #none(input: TextInput): AfterLine {
    return input.required ? this.#again('Something is needed here.') : this.#keep(input, '')
  }

  #keep(input: TextInput, value: string): AfterLine {
    const over = value.length - input.most
    if (over > 0) return this.#again(`This is ${over} characters too long; at most ${input.most} fit.`)
    this.#values[input.id] = value
    this.#lines = []
    this.#at += 1
    return this.#at < this.form.inputs.length ? {kind: 'more', say: printable(this.#ask())} : this.#filled()
  }

  #again(why: string): AfterLine {
    this.#lines = []
    return {kind: 'more', say: printable(`${why}\n\n${this.#ask()}`)}
  }

  #filled(): AfterLine {
    return {kind: 'filled', values: this.#values}
  }

  #ask(): string {
    const input = this.#inputs[this.#at]
    if (input === undefined) return `(An empty line: ${this.form.submit}. Anything else: ${this.form.cancel}.)`
    const about = input.hint === undefined ? [] : [input.hint]
    const initial = initialOf(input) === '' ? [] : [`Now: ${initialOf(input)}`]
    return [`${input.label} (${this.#at + 1} of ${this.form.inputs.length})`, ...about, ...initial, howTo(input)].join(
      '\n',
    )
  }
}

function initialOf(input: TextInput): string {
  return input.initial ?? ''
}

function howTo(input: TextInput): string {
  const empty = initialOf(input) === '' ? (input.required ? 'to cancel' : 'to leave it out') : 'to keep it'
  const emptied = initialOf(input) === '' || input.required ? '' : `, ${nothing} to leave it out`
  const end = input.multiline ? `; end with a line that holds only ${nothing}` : ''
  return `(An empty line ${empty}${emptied}${end})`
}
