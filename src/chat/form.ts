// A form as plain data: what is asked of a person in a modal or dialog.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Prose} from './prose.ts'

/** What every field has. */
interface Field {
  /** The name under which the value comes back. */
  readonly id: string
  readonly label: string
  readonly hint?: string
  /** What stands in it at first, in the form in which the value comes back. */
  readonly initial?: string
  readonly required: boolean
}

/** One field of text. */
export interface TextInput extends Field {
  readonly kind: 'text'
  /** True for several lines. */
  readonly multiline: boolean
  /** The most characters that it takes. */
  readonly most: number
}

/** One thing to choose. */
export interface Option {
  readonly value: string
  readonly label: string
}

/** One of several options; its value comes back, or an empty text where none was chosen. */
export interface ChoiceInput extends Field {
  readonly kind: 'choice'
  /** All to be seen at once, or behind a menu. */
  readonly look: 'radio' | 'menu'
  readonly options: readonly Option[]
}

/** Any number of options; their values come back in lines. */
export interface ChoicesInput extends Field {
  readonly kind: 'choices'
  readonly options: readonly Option[]
}

/** A date of the calendar, `2026-11-24`, or a time of day, `09:30`. */
export interface MomentInput extends Field {
  readonly kind: 'date' | 'time'
}

/** People of the workspace; their ids come back in lines. */
export interface PeopleInput extends Field {
  readonly kind: 'people'
}

/** One field. A new kind breaks the compile in each renderer, where it must be added. */
export type Input = TextInput | ChoiceInput | ChoicesInput | MomentInput | PeopleInput

/** A form: submitting it comes back as a Form activity with this action and value. */
export interface Form {
  readonly action: string
  readonly value: string
  readonly title: string
  /** What the button says that submits it. */
  readonly submit: string
  /** What the button says that closes it. */
  readonly cancel: string
  /** What a person reads before filling it in. */
  readonly prose: Prose
  readonly inputs: readonly Input[]
  readonly language: 'en' | 'zh'
}
