// A form as plain data: what is asked of a person in a modal or dialog.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Prose} from './prose.ts'

/** One field of text. */
export interface Input {
  /** The name under which the text comes back. */
  readonly id: string
  readonly label: string
  readonly hint?: string
  /** What stands in it at first. */
  readonly initial?: string
  /** True for several lines. */
  readonly multiline: boolean
  readonly required: boolean
  /** The most characters that it takes. */
  readonly most: number
}

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
