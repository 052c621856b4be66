// A form for a terminal: it asks field by field and takes what is typed line by line.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Form, Input} from '../../src/chat/form.ts'
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
  readonly #values: Record<string, string> = {}
  #at = 0
  /** The lines of a field of several lines so far. */
  #lines: string[] = []

  /** @param form what is asked for */
  constructor(form: Form) {
    this.form = form
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
    const input = this.form.inputs[this.#at]
    if (input === undefined) return line.trim() === '' ? this.#filled() : {kind: 'cancelled'}
    if (this.#lines.length === 0 && line.trim() === '') return this.#empty(input)
    if (this.#lines.length === 0 && line.trim() === nothing) return this.#none(input)
    if (!takesLines(input)) return this.#keep(input, line.trim())
    if (line.trim() === nothing) return this.#keep(input, this.#lines.join('\n'))
    this.#lines.push(line)
    return {kind: 'more'}
  }

  #empty(input: Input): AfterLine {
    if (initialOf(input) !== '') return this.#keep(input, initialOf(input))
    return input.required ? {kind: 'cancelled'} : this.#keep(input, '')
  }

  #none(input: Input): AfterLine {
    return input.required ? this.#again('Something is needed here.') : this.#keep(input, '')
  }

  #keep(input: Input, typed: string): AfterLine {
    const read = readValue(input, typed)
    if ('fault' in read) return this.#again(read.fault)
    this.#values[input.id] = read.value
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
    const input = this.form.inputs[this.#at]
    if (input === undefined) return `(An empty line: ${this.form.submit}. Anything else: ${this.form.cancel}.)`
    const options = 'options' in input ? input.options.map((option, i) => `  ${i + 1}. ${option.label}`) : []
    const about = [...(input.hint === undefined ? [] : [input.hint]), ...options]
    const initial = initialOf(input) === '' ? [] : [`Now: ${shownValue(input)}`]
    return [`${input.label} (${this.#at + 1} of ${this.form.inputs.length})`, ...about, ...initial, howTo(input)].join(
      '\n',
    )
  }
}

/** What was typed as the value that is sent, or what is wrong with it. An initial value is taken as it is. */
function readValue(input: Input, typed: string): {readonly value: string} | {readonly fault: string} {
  if (typed === '' || typed === initialOf(input)) return {value: typed}
  switch (input.kind) {
    case 'text': {
      const over = typed.length - input.most
      return over > 0 ? {fault: `This is ${over} characters too long; at most ${input.most} fit.`} : {value: typed}
    }
    case 'choice':
    case 'choices':
      return chosen(input, typed)
    case 'date':
      return isDate(typed) ? {value: typed} : {fault: 'This is no date; write it as 2026-11-24.'}
    case 'time':
      return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(typed) ? {value: typed} : {fault: 'This is no time; write it as 09:30.'}
    case 'people':
      return {value: typed}
    default:
      return input satisfies never
  }
}

/** Options by their numbers. */
function chosen(input: Extract<Input, {options: unknown}>, typed: string) {
  const numbers = typed.split(/[\s,，、]+/).filter(part => part !== '')
  const options = numbers.map(part => (/^\d{1,3}$/.test(part) ? input.options[Number(part) - 1] : undefined))
  const values = options.flatMap(option => (option === undefined ? [] : [option.value]))
  const many = input.kind === 'choice' && values.length > 1
  if (values.length < numbers.length || many)
    return {
      fault: `Type ${many || input.kind === 'choice' ? 'one number' : 'numbers'} from 1 to ${input.options.length}.`,
    }
  return {value: [...new Set(values)].join('\n')}
}

function isDate(typed: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : undefined
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(typed)
}

function takesLines(input: Input): boolean {
  return input.kind === 'people' || (input.kind === 'text' && input.multiline)
}

/** The initial value as a person reads it. */
function shownValue(input: Input): string {
  if (!('options' in input)) return initialOf(input)
  const values = initialOf(input).split('\n')
  return input.options
    .filter(option => values.includes(option.value))
    .map(option => option.label)
    .join(', ')
}

function initialOf(input: Input): string {
  return input.initial ?? ''
}

function howTo(input: Input): string {
  const empty = initialOf(input) === '' ? (input.required ? 'to cancel' : 'to leave it out') : 'to keep it'
  const emptied = initialOf(input) === '' || input.required ? '' : `, ${nothing} to leave it out`
  const end = takesLines(input) ? `; end with a line that holds only ${nothing}` : ''
  return `(An empty line ${empty}${emptied}${end})`
}
