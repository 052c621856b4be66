// No file of the knowledge changes what every object of the process inherits, whatever its fields are called.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {readOwners} from '../../src/knowledge/owners.ts'
import {front, parse, passageText} from '../doubles/knowledge-files.ts'

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']
const polluted = () => ({}) as Readonly<Record<string, unknown>>

describe('a field with the name of a member of all objects', () => {
  it.each(names)('%s in the front matter is only a field', name => {
    parse(
      front.replace('order: 1', `order: 1\n${name}: {polluted: yes, prototype: {polluted: yes}}`) +
        passageText('first'),
    )
    expect(polluted()['polluted']).toBeUndefined()
    expect(typeof polluted().toString).toBe('function')
  })

  it.each(names)('%s as an id of a passage is found by that id and by no other', name => {
    const {passages} = parse(front + passageText(name))
    expect(passages.every(({id}) => id === name)).toBe(true)
    expect(polluted()['title']).toBeUndefined()
  })

  it.each(names)('%s as a role among the owners is no role of every object', name => {
    const {owners} = readOwners('owners.yml', `${name}: {name: Evil, contact: evil@example.org}\n`, new Map())
    expect(owners.get('legal')).toBeUndefined()
    expect(polluted()['contact']).toBeUndefined()
  })
})
