// What stands round every field of a form: its label, its hint, and the place where it says what is wrong.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Form, Input} from '../../../src/chat/form.ts'
import {element} from './element.ts'

/** What a form says of its own accord. */
export interface FormWords {
  readonly required: string
  readonly missing: string
  readonly unchosen: string
  readonly none: string
  readonly atMost: (most: number) => string
  readonly tooLong: (over: number, most: number) => string
  readonly tooMuch: (over: number) => string
}

/** The words by language. */
export const formWords: Readonly<Record<Form['language'], FormWords>> = {
  en: {
    required: 'required',
    missing: 'Please fill this in.',
    unchosen: 'Please choose one.',
    none: 'No choice',
    atMost: most => `At most ${most} characters.`,
    tooLong: (over, most) => `This is ${over} characters too long. Please shorten it to ${most}.`,
    tooMuch: over => `All fields together are ${over} characters too long. Please shorten them, then try again.`,
  },
  zh: {
    required: '必填',
    missing: '请填写此项。',
    unchosen: '请选择一项。',
    none: '不选择',
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

/** One field on the screen. */
export interface FormField {
  readonly input: Input
  /** The field with all that belongs to it. */
  readonly view: HTMLElement
  /** What stands in it, in the form in which it is sent. */
  readonly value: string
  /** Says what is wrong, if anything; true where nothing is. */
  check(): boolean
  /** Puts the focus into it. */
  focus(): void
  /** Lets nobody change it while `locked`. */
  lock(locked: boolean): void
}

/** Where a field says what is wrong. */
export function wrongView(name: string): HTMLElement {
  return element('p', {class: 'wrong', id: `${name}-wrong`})
}

/** The ids of what describes a field, for `aria-describedby`. */
export function describedBy(input: Input, name: string, ...more: readonly string[]): string {
  return [...(input.hint === undefined ? [] : [`${name}-hint`]), ...more, `${name}-wrong`].join(' ')
}

/** The label of a field, and that it is required; `label` for one box, `legend` for several. */
export function labelView(input: Input, name: string, words: FormWords): HTMLElement {
  return withNeeded(element('label', {for: name, dir: 'auto'}, input.label), input, words)
}

/** The label with the word that the field is required, where it is. */
export function withNeeded(label: HTMLElement, input: Input, words: FormWords): HTMLElement {
  const needed = element('span', {class: 'needed', 'aria-hidden': 'true'}, words.required)
  return element('span', {class: 'label'}, label, ...(input.required ? [needed] : []))
}

/** The hint below a label; nothing where there is none. */
export function hintView(input: Input, name: string): HTMLElement[] {
  return input.hint === undefined ? [] : [element('p', {class: 'hint', id: `${name}-hint`, dir: 'auto'}, input.hint)]
}
