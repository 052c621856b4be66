// One field of a form: its label, its hint, the box to type in, and what is wrong with what was typed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Form, TextInput} from '../../../src/chat/form.ts'
import {element} from './element.ts'

/** What a form says of its own accord. */
export interface FormWords {
  readonly required: string
  readonly missing: string
  readonly atMost: (most: number) => string
  readonly tooLong: (over: number, most: number) => string
  readonly tooMuch: (over: number) => string
}

/** The words by language. */
export const formWords: Readonly<Record<Form['language'], FormWords>> = {
  en: {
    required: 'required',
    missing: 'Please fill this in.',
    atMost: most => `At most ${most} characters.`,
    tooLong: (over, most) => `This is ${over} characters too long. Please shorten it to ${most}.`,
    tooMuch: over => `All fields together are ${over} characters too long. Please shorten them, then try again.`,
  },
  zh: {
    required: '必填',
    missing: '请填写此项。',
    atMost: most => `最多 ${most} 个字符。`,
    tooLong: (over, most) => `超出 ${over} 个字符，请缩短到 ${most} 个以内。`,
    tooMuch: over => `各项合计超出 ${over} 个字符，请缩短后重试。`,
  },
}

/** Where a field stands in its form, and what it begins with. */
export interface FieldSetting {
  /** Different from that of all other fields. */
  readonly name: string
  readonly value: string
  readonly words: FormWords
}

/** One field. */
export class FieldView {
  readonly input: TextInput
  /** The field with all that belongs to it. */
  readonly view: HTMLElement
  readonly #words: FormWords
  readonly #box: HTMLInputElement | HTMLTextAreaElement
  readonly #typed: HTMLElement
  readonly #wrong: HTMLElement

  /**
   * @param input what is asked for
   * @param setting where it stands, and what stands in it at first
   */
  constructor(input: TextInput, {name, value, words}: FieldSetting) {
    this.input = input
    this.#words = words
    this.#box = boxFor(input, name)
    this.#box.value = value
    this.#typed = element('span', {'aria-hidden': 'true'})
    this.#wrong = element('p', {class: 'wrong', id: `${name}-wrong`})
    const most = element('span', {class: 'sr-only', id: `${name}-most`}, words.atMost(input.most))
    const count = element('p', {class: 'count'}, this.#typed, most)
    const below = element('div', {class: 'below'}, this.#wrong, count)
    this.view = element(
      'div',
      {class: 'field'},
      labelFor(input, name, words),
      ...hintFor(input, name),
      this.#box,
      below,
    )
    this.#box.addEventListener('input', () => this.#changed())
    this.#count()
  }

  /** What stands in it, as it was typed. */
  get value(): string {
    return this.#box.value
  }

  /** Says what is wrong, if anything; true where nothing is. */
  check(): boolean {
    const wrong = this.#fault()
    this.#wrong.textContent = wrong
    if (wrong === '') this.#box.removeAttribute('aria-invalid')
    else this.#box.setAttribute('aria-invalid', 'true')
    return wrong === ''
  }

  /** Puts the focus into the box. */
  focus(): void {
    this.#box.focus()
  }

  /** Lets nobody type while `locked`. */
  lock(locked: boolean): void {
    this.#box.readOnly = locked
  }

  // Nobody is told of a mistake while still typing, but at once when it is mended.
  #changed(): void {
    this.#count()
    if (this.#box.hasAttribute('aria-invalid')) this.check()
  }

  #count(): void {
    const {most} = this.input
    this.#typed.textContent = `${this.value.length} / ${most}`
    this.#typed.classList.toggle('over', this.value.length > most)
  }

  #fault(): string {
    const {required, most} = this.input
    if (required && this.value.trim() === '') return this.#words.missing
    return this.value.length > most ? this.#words.tooLong(this.value.length - most, most) : ''
  }
}

// `required` would call an empty field invalid before anybody has typed, and `maxlength` would cut what is pasted.
function boxFor(input: TextInput, name: string): HTMLInputElement | HTMLTextAreaElement {
  const hint = input.hint === undefined ? '' : `${name}-hint `
  const about = {id: name, class: 'typing', dir: 'auto', 'aria-describedby': `${hint}${name}-most ${name}-wrong`}
  const attributes = {...about, autocomplete: 'off', ...(input.required ? {'aria-required': 'true'} : {})}
  return input.multiline
    ? element('textarea', {...attributes, rows: '4'})
    : element('input', {...attributes, type: 'text'})
}

function labelFor(input: TextInput, name: string, words: FormWords): HTMLElement {
  const label = element('label', {for: name, dir: 'auto'}, input.label)
  if (!input.required) return element('p', {class: 'label'}, label)
  return element(
    'p',
    {class: 'label'},
    label,
    element('span', {class: 'needed', 'aria-hidden': 'true'}, words.required),
  )
}

function hintFor(input: TextInput, name: string): HTMLElement[] {
  return input.hint === undefined ? [] : [element('p', {class: 'hint', id: `${name}-hint`, dir: 'auto'}, input.hint)]
}
