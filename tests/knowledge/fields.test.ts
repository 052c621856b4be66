// Fields of YAML are read by type; what is of another type is noted with its line and read as missing.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {Fields} from '../../src/knowledge/fields.ts'

const source = `name: Ada
year: 1843
empty:
spaced: "  x  "
list:
  - one
  - 2
  - ""
  - [three]
map:
  inner: yes, really
flag: true`

function read(yaml: string, firstLine = 10): {fields: Fields | undefined; notes: string[]} {
  const notes: string[] = []
  const fields = Fields.read(yaml, firstLine, (line, problem, fix) => notes.push(`${line}: ${problem}. ${fix}`))
  return {fields, notes}
}

describe('fields', () => {
  it('give texts, numbers as texts, and nothing for what is missing or empty', () => {
    const {fields, notes} = read(source)
    expect(['name', 'year', 'empty', 'missing', 'spaced'].map(name => fields?.text(name))).toEqual([
      'Ada',
      '1843',
      undefined,
      undefined,
      'x',
    ])
    expect(notes).toEqual([])
  })

  it('give numbers', () => {
    const {fields, notes} = read(source)
    expect(fields?.number('year')).toBe(1843)
    expect(fields?.number('missing')).toBeUndefined()
    expect(fields?.number('name')).toBeUndefined()
    expect(notes).toEqual(['10: "name" is not a number. Write digits without quotes.'])
  })

  it('give lists without their empty items, and note each item that is no text', () => {
    const {fields, notes} = read(source)
    expect(fields?.texts('list')).toEqual(['one', '2'])
    expect(fields?.texts('missing')).toEqual([])
    expect(fields?.texts('empty')).toEqual([])
    expect(notes).toEqual(['18: an item of "list" is not text. Put it in quotes.'])
  })

  it('give maps within, whose lines count from the same start', () => {
    const {fields, notes} = read(source)
    expect(fields?.map('map').text('inner')).toBe('yes, really')
    expect(fields?.map('map').line('inner')).toBe(20)
    expect(fields?.map('missing').text('inner')).toBeUndefined()
    expect(fields?.map('missing').names()).toEqual([])
    expect(fields?.map('name').text('inner')).toBeUndefined()
    expect(notes).toEqual(['10: "name" has no fields. Write indented `name: value` lines below it.'])
  })

  it.each([
    ['text', 'flag', '21: "flag" is not text'],
    ['text', 'list', '14: "list" is not text'],
    ['texts', 'name', '10: "name" is not a list'],
    ['number', 'map', '19: "map" is not a number'],
  ] as const)('read as %s: "%s" is noted', (as, name, note) => {
    const {fields, notes} = read(source)
    fields?.[as](name)
    expect(notes.map(each => each.split('. ')[0])).toEqual([note])
  })

  it('know their names and lines', () => {
    const {fields} = read(source)
    expect(fields?.names()).toEqual(['name', 'year', 'empty', 'spaced', 'list', 'map', 'flag'])
    expect([fields?.line('year'), fields?.line('missing'), fields?.line()]).toEqual([11, 10, 10])
  })
})

describe('YAML that is no map of fields', () => {
  it.each([
    ['', '10: no fields'],
    ['just text', '10: no fields'],
    ['- a\n- b', '10: no fields'],
    ['a: b\n\tc: d', '11: YAML: '],
    ['a: [b', '10: YAML: '],
    ['a: b: c', '10: YAML: '],
    ['a: 1\na: 2', '11: YAML: Map keys must be unique'],
  ])('%j is noted once, with its line', (yaml, note) => {
    const {fields, notes} = read(yaml)
    expect(fields).toBeUndefined()
    expect(notes).toEqual([expect.stringContaining(note)])
  })
})
