// What a form carries with it, so that its submission finds the way back, and the names of its fields.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Input} from '../../src/chat/form.ts'
import type {Payload} from './payload.ts'
import {textOf} from './payload.ts'

/** What a form carries: `c` says what it is, `a` and `v` are its action and value. */
export interface FormData {
  readonly c: 'form'
  readonly a: string
  readonly v: string
  /** True where it stands in a message of its own, which goes once it was submitted. */
  readonly own?: true
}

/** Fields whose value is a list have a mark, since Teams parts lists by commas, and so have those of people. */
const marks = {one: 'f-', many: 'm-', people: 'p-'} as const

/** The name of a field in the card. */
export function fieldName({id, kind}: Pick<Input, 'id' | 'kind'>): string {
  return `${kind === 'people' ? marks.people : kind === 'choices' ? marks.many : marks.one}${id}`
}

/** The ids of the fields in which people were picked, by their accounts. */
export function peopleFields(data: Payload): string[] {
  return Object.keys(data).flatMap(name => (name.startsWith(marks.people) ? [name.slice(marks.people.length)] : []))
}

/** An option as it stands in the card: without the comma, which parts options when they come back. */
export function toOption(value: string): string {
  return `${optionMark}${encodeURIComponent(value)}`
}

/** What stands in each field of a submitted form, by the id of the field; lists in lines. */
export function valuesIn(data: Payload): Record<string, string> {
  const values: Record<string, string> = {}
  for (const name of Object.keys(data)) {
    const value = textOf(data, name) ?? ''
    if (name.startsWith(marks.one)) values[name.slice(marks.one.length)] = fromOption(value)
    if (name.startsWith(marks.many) || name.startsWith(marks.people))
      values[name.slice(marks.many.length)] = value
        .split(',')
        .filter(part => part !== '')
        .map(fromOption)
        .join('\n')
  }
  return values
}

/** Options are marked, so that what somebody typed stays as it was typed. */
function fromOption(value: string): string {
  if (!value.startsWith(optionMark)) return value
  try {
    return decodeURIComponent(value.slice(optionMark.length))
  } catch {
    return value
  }
}

/** Stands before each option. */
export const optionMark = '\u2063'
